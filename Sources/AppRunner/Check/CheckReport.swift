import Launch
import Settings
import System

/// What `check` prints, and the status that it ends with: pure.
struct CheckReport: Equatable {
    /// The version of the JSON form.
    static let version = 1
    /// The facts of the JSON form, in this order; null where one is not known.
    static let factNames = [
        "shape", "user", "app_folder", "interpreter", "interpreter_reason", "python", "django", "gunicorn",
        "gunicorn_origin", "settings",
        "debug", "application", "worker_class", "static_url", "static_root", "media_url", "media_root", "database",
    ]

    private(set) var findings: [Finding] = []
    private(set) var passed: [String] = []
    private(set) var notRun: [String] = []
    private(set) var facts: [String: String] = [:]

    /// What is known without Python.
    ///
    /// - Parameter check: the id of a problem's finding, from the name of what has to change.
    init(
        problems: [ConfigurationProblem], warnings: [String], procfile: [Finding] = [], facts: [String: String] = [:],
        check: (String) -> String = { _ in Self.configuration }
    ) {
        findings = problems.map { Finding(id: check($0.name), level: .error, sentence: $0.message, place: $0.name) }
        findings += warnings.map { Finding(id: Self.configuration, level: .warning, title: $0) }
        findings += procfile
        passed = [Self.configuration, ProcfileFindings.id].filter { !has($0) }
        self.facts = facts
    }

    private func has(_ id: String) -> Bool { findings.contains { $0.id == id } }

    static let configuration = "configuration"
    private static let interpreter = "interpreter"
    private static let helper = "check"

    /// The helper was not run.
    mutating func add(_ finding: Finding) {
        findings.append(finding)
    }

    /// The helper could not be started.
    mutating func add(_ failure: PlanFailure) {
        let isPython = failure.status == .notFound || failure.status == .notExecutable
        findings.append(
            isPython
                ? Finding(
                    id: Self.interpreter, level: .error, title: failure.message, place: pythonPlace,
                    fix: Self.pythonFix)
                : Finding(id: Self.helper, level: .error, title: failure.message))
    }

    private var pythonPlace: String {
        let interpreter = facts["interpreter"] ?? ""
        return interpreter.hasPrefix("/") ? interpreter : "PATH"
    }

    private static let pythonFix =
        "install Python 3.10 or newer in the image, or put the environment's bin folder into PATH"

    /// What the helper found, whole or up to its end.
    mutating func add(_ records: CheckRecords, _ outcome: ReportingProcess.Outcome) {
        let interpreter = facts["interpreter"] ?? "python3"
        if case .ended(let termination) = outcome, records.planned.isEmpty {
            let title = "\(interpreter) cannot run the checks: \(termination.text); see stderr"
            return findings.append(
                Finding(id: Self.interpreter, level: .error, title: title, place: pythonPlace, fix: Self.pythonFix))
        }
        facts.merge(records.facts) { $1 }
        findings += records.findings
        passed += ([Self.interpreter] + records.passed).filter { !has($0) }
        if case .ended(let termination) = outcome {
            let during = records.running.map { " during \($0)" } ?? ""
            findings.append(
                Finding(
                    id: Self.helper, level: .error,
                    title: "the process that loads the project ended\(during): \(termination.text)",
                    fix: "see what it wrote to stderr; the start would end in the same way"))
        }
        let known = Set(passed + findings.map(\.id))
        notRun = records.planned.filter { !known.contains($0) }
    }

    /// - Parameter strict: warnings count as errors do.
    func status(strict: Bool) -> ExitStatus {
        let counted: [Finding.Level] = strict ? [.error, .warning] : [.error]
        return findings.contains { counted.contains($0.level) } ? .failure : .success
    }

    /// Errors first; those of a level in the order of the checks.
    private var ordered: [Finding] {
        Finding.Level.allCases.flatMap { level in findings.filter { $0.level == level } }
    }

    var text: String {
        let lines = ordered.map { finding in
            let place = finding.place.isEmpty ? "" : " (\(finding.place))"
            let fix = finding.fix.isEmpty ? "" : "\n  fix: \(finding.fix.escapedForOneLine)"
            let line = "\(finding.level.rawValue.uppercased())  \(finding.id)  \(finding.title)\(place)"
            return line.escapedForOneLine + fix + "\n"
        }
        return lines.joined() + summary + "\n"
    }

    var summary: String {
        func count(_ level: Finding.Level) -> String {
            let number = findings.filter { $0.level == level }.count
            return "\(number) \(level.rawValue)\(number == 1 ? "" : "s")"
        }
        let notes = findings.contains { $0.level == .note } ? ", \(count(.note))" : ""
        let missing = notRun.isEmpty ? "" : ", \(notRun.count) not run"
        let checks = "\(passed.count) \(passed.count == 1 ? "check" : "checks") passed"
        return "check: \(count(.error)), \(count(.warning))\(notes); \(checks)\(missing)"
    }

    var json: JSONText {
        .object([
            ("version", .number(Self.version)),
            (
                "findings",
                .array(
                    ordered.map { finding in
                        .object([
                            ("id", .string(finding.id)), ("level", .string(finding.level.rawValue)),
                            ("title", .string(finding.title)), ("place", Self.orNull(finding.place)),
                            ("fix", Self.orNull(finding.fix)),
                        ])
                    })
            ),
            ("passed", .array(passed.map(JSONText.string))), ("not_run", .array(notRun.map(JSONText.string))),
            ("facts", .object(Self.factNames.map { ($0, Self.orNull(facts[$0] ?? "")) })),
        ])
    }

    private static func orNull(_ text: String) -> JSONText {
        text.isEmpty ? .null : .string(text)
    }
}
