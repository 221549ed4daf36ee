import Shared

/// What a worker or beat wrote of itself (`/run/celery/worker.state`): `key=value` lines, times in seconds of the
/// monotonic clock, which all processes of a machine share and nobody can set.
struct CeleryState: Equatable {
    private let values: [String: String]

    init(_ text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            values[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        self.values = values
    }

    func text(_ key: String) -> String? {
        values[key].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A time; nil for what no clock can show (`inf`, `nan`, more than 30 million years).
    func number(_ key: String) -> Double? {
        text(key).flatMap(Double.init).flatMap { $0.magnitude < 1e15 ? $0 : nil }
    }

    func count(_ key: String) -> Int {
        text(key).flatMap { Int($0) } ?? 0
    }
}
