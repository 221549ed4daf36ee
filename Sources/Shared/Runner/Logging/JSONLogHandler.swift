import Launch
import Logging
import System

/// `{"time": …, "level": …, "program": …, "message": …}`: one object a line.
struct JSONLogHandler: LogHandler {
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
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        write(Self.line(event.level, label, "\(event.message)", fields.map { ($0.key, "\($0.value)") }))
    }

    static func line(
        _ level: Logger.Level, _ label: String, _ message: String, _ fields: [(name: String, value: any Encodable)] = []
    ) -> String {
        let members: [(name: String, value: any Encodable)] = [
            ("time", Clock.timestamp()), ("level", level.rawValue), ("program", label), ("message", message),
        ]
        return JSONDocument.line(members + fields) + "\n"
    }
}
