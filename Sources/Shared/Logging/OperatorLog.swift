import Logging

/// Our own log, on stderr: one line an event, as text for people or as JSON for collectors.
package enum OperatorLog {
    /// Makes the logger of a program and installs it for swift-log. Call once.
    package static func bootstrap(program: String, format: LogFormat, threshold: LogThreshold) -> Logger {
        var logger = Logger(label: program) { label in
            switch format {
            case .text: TextLogHandler(label: label, write: StandardError.write)
            case .json: JSONLogHandler(label: label, write: StandardError.write)
            }
        }
        logger.logLevel = threshold.level
        return logger
    }
}

extension LogThreshold {
    /// The level in swift-log's terms.
    package var level: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
