import Launch
import Logging
import Settings
import System

/// Our own log, on stderr: one line an event, as text for people or as JSON for collectors.
package enum OperatorLog {
    /// Makes the logger of a program and installs it for swift-log. Call once.
    package static func bootstrap(program: String, format: LogFormat, threshold: LogThreshold) -> Logger {
        var logger = Logger(label: program) { LineLogHandler(label: $0, format: format, write: StandardError.write) }
        logger.logLevel = threshold.level
        return logger
    }

    /// Ends a command that a person runs, because of a failure: one plain line, or a log line for a collector.
    ///
    /// - Parameter hint: lines of help for a person.
    package static func fail(
        _ command: String, _ failure: PlanFailure, format: LogFormat, hint: String = ""
    ) -> Never {
        switch format {
        case .text: StandardError.write("\(command): \(failure.message)\n\(hint)")
        case .json: StandardError.write(line(.error, program: command, format: format, failure.message))
        }
        exitProcess(failure.status)
    }

    /// Ends a process that was to become another program.
    ///
    /// - Parameter format: nil where it is not known; then the line is JSON if the environment, which is that program's, says so.
    static func fail(launchedBy program: String, _ failure: PlanFailure, format: LogFormat?) -> Never {
        let format = format ?? LogFormat(named: processEnvironment()[CommonSettings.logFormat.name])
        StandardError.write(line(.error, program: program, format: format, failure.message))
        exitProcess(failure.status)
    }

    /// One line as the loggers write it, for code that writes it elsewhere.
    static func line(_ level: LogThreshold, program: String, format: LogFormat, _ message: String) -> String {
        LogLine.text(level.level, program, message, format: format)
    }
}

extension LogFormat {
    /// The format of a variable that has not been checked: text where it names none.
    package init(named text: String?) {
        self = LogFormat(rawValue: text?.lowercased() ?? "") ?? .text
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
