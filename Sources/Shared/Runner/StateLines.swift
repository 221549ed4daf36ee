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

    /// The lines of a status file; nil when there is none. Any process of the container may have planted it: only a small regular
    /// file is read, and reading never waits.
    package static func read(_ path: String) -> StateLines? {
        guard case .success(let bytes) = FileTree.readOwn(path, limit: FileTree.ReadLimit.state) else { return nil }
        return StateLines(String(decoding: bytes, as: UTF8.self))
    }
}
