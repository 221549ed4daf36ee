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

    func number(_ key: String) -> Double? {
        text(key).flatMap(Double.init)
    }

    func count(_ key: String) -> Int {
        text(key).flatMap { Int($0) } ?? 0
    }
}
