import Settings

/// What the helper reports: lines of fields with tabs between them (`django_bootstrap_check/report.py`).
struct CheckRecords: Equatable {
    /// The last line.
    static let last = "done"

    private(set) var planned: [String] = []
    private(set) var passed: [String] = []
    private(set) var findings: [Diagnostic] = []
    private(set) var facts: [String: String] = [:]
    /// The check that began last.
    private(set) var running: String?

    /// Lines that are no records are passed over: the project could write to the pipe.
    init(_ lines: [String]) {
        for line in lines {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.unescaped)
            switch (fields[0], fields.count) {
            case ("planned", 2): planned.append(fields[1])
            case ("running", 2): running = fields[1]
            case ("passed", 2): passed.append(fields[1])
            case ("fact", 3): facts[fields[1]] = fields[2]
            case ("finding", 6):
                guard let level = Diagnostic.Severity(rawValue: fields[2]) else { continue }
                findings.append(
                    Diagnostic(id: fields[1], severity: level, title: fields[3], place: fields[4], fix: fields[5]))
            default: continue
            }
        }
    }

    private static func unescaped(_ field: Substring) -> String {
        var out = ""
        var escaped = false
        for scalar in field.unicodeScalars {
            if escaped {
                out.unicodeScalars.append(["n": "\n", "t": "\t", "r": "\r"][scalar] ?? scalar)
                escaped = false
            } else if scalar == "\\" {
                escaped = true
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
