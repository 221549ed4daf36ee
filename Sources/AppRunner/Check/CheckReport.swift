import Launch
import Settings
import System

/// What `check` prints, and the status that it ends with: pure.
struct CheckReport: Equatable {
    private(set) var findings: [Diagnostic] = []
    private(set) var passed: [String] = []
    private(set) var notRun: [String] = []
    private(set) var facts: [String: String] = [:]

    /// What is known without Python.
    ///
    /// - Parameter check: the id of a problem's finding, from the name of what has to change.
    init(
        problems: [Diagnostic], warnings: [String], procfile: [Diagnostic] = [], facts: [String: String] = [:],
        check: (String) -> String = { _ in Diagnostic.configuration }
    ) {
        findings = problems.map { $0.of(check($0.place)) }
        findings += warnings.map { Diagnostic(id: Diagnostic.configuration, severity: .warning, title: $0) }
        findings += procfile
        passed = [Diagnostic.configuration, ProcfileFindings.id].filter { !has($0) }
        self.facts = facts
    }

    private func has(_ id: String) -> Bool { findings.contains { $0.id == id } }

    private static let interpreter = "interpreter"
    private static let helper = "check"

    /// The helper was not run.
    mutating func add(_ finding: Diagnostic) {
        findings.append(finding)
    }

    /// The helper could not be started.
    mutating func add(_ failure: PlanFailure) {
        let isPython = failure.status == .notFound || failure.status == .notExecutable
        findings.append(
            isPython
                ? Diagnostic(
                    id: Self.interpreter, severity: .error, title: failure.message, place: pythonPlace,
                    fix: Self.pythonFix)
                : Diagnostic(id: Self.helper, severity: .error, title: failure.message))
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
                Diagnostic(
                    id: Self.interpreter, severity: .error, title: title, place: pythonPlace, fix: Self.pythonFix))
        }
        facts.merge(records.facts) { $1 }
        findings += records.findings
        passed += ([Self.interpreter] + records.passed).filter { !has($0) }
        if case .ended(let termination) = outcome {
            let during = records.running.map { " during \($0)" } ?? ""
            findings.append(
                Diagnostic(
                    id: Self.helper, severity: .error,
                    title: "the process that loads the project ended\(during): \(termination.text)",
                    fix: "see what it wrote to stderr; the start would end in the same way"))
        }
        let known = Set(passed + findings.map(\.id))
        notRun = records.planned.filter { !known.contains($0) }
    }

    /// - Parameter strict: warnings count as errors do.
    func status(strict: Bool) -> ExitStatus {
        let counted: [Diagnostic.Severity] = strict ? [.error, .warning] : [.error]
        return findings.contains { counted.contains($0.severity) } ? .failure : .success
    }

    /// Errors first; those of a level in the order of the checks.
    var ordered: [Diagnostic] {
        Diagnostic.Severity.allCases.flatMap { level in findings.filter { $0.severity == level } }
    }

    var text: String {
        let lines = ordered.map { finding in
            let place = finding.place.isEmpty ? "" : " (\(finding.place))"
            let fix = finding.fix.isEmpty ? "" : "\n  fix: \(finding.fix.escapedForOneLine)"
            let line = "\(finding.severity.rawValue.uppercased())  \(finding.id)  \(finding.title)\(place)"
            return line.escapedForOneLine + fix + "\n"
        }
        return lines.joined() + summary + "\n"
    }

    var summary: String {
        func count(_ level: Diagnostic.Severity) -> String {
            let number = findings.filter { $0.severity == level }.count
            return "\(number) \(level.rawValue)\(number == 1 ? "" : "s")"
        }
        let notes = findings.contains { $0.severity == .note } ? ", \(count(.note))" : ""
        let missing = notRun.isEmpty ? "" : ", \(notRun.count) not run"
        let checks = "\(passed.count) \(passed.count == 1 ? "check" : "checks") passed"
        return "check: \(count(.error)), \(count(.warning))\(notes); \(checks)\(missing)"
    }
}
