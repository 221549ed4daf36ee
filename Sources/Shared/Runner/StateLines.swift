import System

/// `key=value` lines: the format of all status files (docs/reference/status-files.md).
package struct StateLines: Equatable, Sendable {
    private let values: [String: String]

    package init(_ text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            values[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        self.values = values
    }

    package func text(_ key: String) -> String? {
        values[key].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A time; nil for what no clock can show (`inf`, `nan`, more than 30 million years).
    package func number(_ key: String) -> Double? {
        text(key).flatMap(Double.init).flatMap { $0.magnitude < 1e15 ? $0 : nil }
    }

    package func count(_ key: String) -> Int {
        text(key).flatMap { Int($0) } ?? 0
    }

    /// The process that wrote them; nil when they do not say.
    var writer: Writer? {
        guard let pid = text("pid").flatMap({ Int32($0) }), pid > 0,
            let start = text("process_start").flatMap({ UInt64($0) })
        else { return nil }
        return Writer(pid: pid, start: start)
    }

    struct Writer: Equatable {
        let pid: Int32
        /// Clock ticks since the machine's boot at which the process started: a pid is given again.
        let start: UInt64
    }

    /// The lines of a status file whose writer still runs; nil when there is none.
    static func ofLivingWriter(_ path: String) -> StateLines? {
        guard let lines = read(path), let writer = lines.writer, ProcessIdentity.start(of: writer.pid) == writer.start
        else { return nil }
        return lines
    }

    /// The lines of a status file; nil when there is none. Any process of the container may have planted it: only a small regular
    /// file is read, and reading never waits.
    package static func read(_ path: String) -> StateLines? {
        guard case .success(let bytes) = FileTree.readOwn(path, limit: FileTree.ReadLimit.state) else { return nil }
        return StateLines(String(decoding: bytes, as: UTF8.self))
    }
}
