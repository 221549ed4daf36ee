import Logging
import Settings
import System

/// `2026-01-31T23:59:59.123Z INFO app-runner: starts gunicorn`: time first, then what to look for, then the sentence.
struct TextLogHandler: LogHandler {
    let label: String
    let write: @Sendable (String) -> Void
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    init(label: String, write: @escaping @Sendable (String) -> Void) {
        self.label = label
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.filter { !$0.value.isSaid }
            .sorted { $0.key < $1.key }
        let suffix = fields.map { " \($0.key)=\("\($0.value)".escapedForOneLine)" }.joined()
        write(Self.line(event.level, label, "\(event.message)", suffix: suffix))
    }

    static func line(_ level: Logger.Level, _ label: String, _ message: String, suffix: String = "") -> String {
        "\(Clock.timestamp()) \(level.rawValue.uppercased()) \(label): \(message.escapedForOneLine)\(suffix)\n"
    }
}
