import Logging

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
        var members: [(String, JSONText)] = [
            ("time", .string(Clock.timestamp())), ("level", .string(event.level.rawValue)),
            ("program", .string(label)), ("message", .string("\(event.message)")),
        ]
        members += fields.map { ($0.key, .string("\($0.value)")) }
        write(JSONText.object(members).text + "\n")
    }
}
