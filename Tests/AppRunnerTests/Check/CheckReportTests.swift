import Foundation
import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings
@testable import System

/// The report: from problems and records to text, JSON and status.
@Suite struct CheckReportTests {
    private let lines = [
        "planned\tdebug", "planned\tmedia-root", "planned\tdatabase", "planned\tlater", "fact\tpython\t3.13.1",
        "running\tdebug", "finding\tdebug\tnote\tN\t\t", "running\tmedia-root",
        "finding\tmedia-root\terror\tMEDIA_ROOT \\\\x: no\tmysite/settings.py:120\tRUN install -d a\\nb",
        "passed\tdatabase",
    ]

    private func report(_ outcome: ReportingProcess.Outcome = .complete) -> CheckReport {
        var report = CheckReport(problems: [], warnings: [], facts: ["shape": "pod"])
        report.add(CheckRecords(lines), outcome)
        return report
    }

    @Test func recordsAreRead() {
        let records = CheckRecords(lines + ["noise", "", "finding\tx\tfatal\t\t\t", "finding\tx"])
        #expect(records.findings.map(\.id) == ["debug", "media-root"])
        #expect(records.findings[1].title == #"MEDIA_ROOT \x: no"# && records.findings[1].fix == "RUN install -d a\nb")
        #expect(records.passed == ["database"] && records.facts == ["python": "3.13.1"])
        #expect(records.running == "media-root")
    }

    @Test func textHasErrorsFirstAndASummaryLast() {
        #expect(
            report().text == #"""
                ERROR  media-root  MEDIA_ROOT \x: no (mysite/settings.py:120)
                  fix: RUN install -d a\nb
                NOTE  debug  N
                check: 1 error, 0 warnings, 1 note; 4 checks passed, 1 not run

                """#)
    }

    @Test func jsonHasEveryKey() throws {
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(report().json.utf8)) as? [String: Any])
        #expect(Set(document.keys) == ["version", "findings", "passed", "not_run", "facts"])
        #expect(document["version"] as? Int == 1)
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.allSatisfy { Set($0.keys) == ["id", "level", "title", "place", "fix"] })
        #expect(findings[0]["id"] as? String == "media-root" && findings[0]["level"] as? String == "error")
        #expect(findings[0]["place"] as? String == "mysite/settings.py:120")
        #expect(findings[0]["fix"] as? String == "RUN install -d a\nb")
        #expect(findings.last?["title"] as? String == "N")
        #expect(findings.last?["place"] is NSNull && findings.last?["fix"] is NSNull)
        #expect(document["passed"] as? [String] == ["configuration", "procfile", "interpreter", "database"])
        #expect(document["not_run"] as? [String] == ["later"])
        let facts = try #require(document["facts"] as? [String: Any])
        #expect(Set(facts.keys) == Set(CheckReport.factNames))
        #expect(facts["shape"] as? String == "pod" && facts["django"] is NSNull)
    }

    @Test(arguments: [
        ("error", false, 1), ("warning", false, 0), ("warning", true, 1), ("note", true, 0),
    ]) func theStatus(level: String, strict: Bool, expected: Int32) {
        var report = CheckReport(problems: [], warnings: [])
        report.add(CheckRecords(["finding\tx\t\(level)\tt\t\t"]), .complete)
        #expect(report.status(strict: strict).code == expected)
    }

    @Test func problemsOfTheConfigurationAreFindings() {
        let problem = Diagnostic.problem("SHUTDOWN_TIMEOUT", "cannot use it")
        let report = CheckReport(problems: [problem], warnings: ["is PROT a typo?"])
        #expect(report.findings.map(\.severity) == [.error, .warning] && report.passed == ["procfile"])
        #expect(report.findings[0].place == "SHUTDOWN_TIMEOUT" && report.findings[0].id == "configuration")
        #expect(CheckReport(problems: [], warnings: []).passed == ["configuration", "procfile"])
    }

    @Test func aSentenceHasItsRemedyAsFix() {
        let finding = Diagnostic(id: "x", severity: .error, sentence: "cannot a: b; do c; or d", place: "E")
        #expect(finding.title == "cannot a: b" && finding.fix == "do c; or d")
        #expect(Diagnostic(id: "x", severity: .error, sentence: "plain;", place: "").fix == "")
    }

    @Test func aCheckOfBothSidesHasNotPassed() {
        let problem = Diagnostic.problem("/etc/bootstrap.d/x", "cannot run the hook")
        var report = CheckReport(problems: [problem], warnings: [], check: { _ in "hooks" })
        report.add(CheckRecords(["passed\thooks"]), .complete)
        #expect(!report.passed.contains("hooks") && report.findings[0].id == "hooks")
    }

    @Test func aProcessThatEndsEarlyIsAFinding() {
        let found = report(.ended(.killed(11))).findings.last
        #expect(found?.severity == .error && found?.id == "check")
        #expect(found?.title.contains("during media-root: signal 11 (SIGSEGV)") == true)
    }

    @Test func pythonThatCannotRun() {
        var report = CheckReport(problems: [], warnings: [])
        report.add(PlanFailure("cannot run python3: it is not in PATH (/bin)", status: .notFound))
        #expect(report.findings.map(\.id) == ["interpreter"] && report.status(strict: false) == .failure)
        var other = CheckReport(problems: [], warnings: [])
        other.add(CheckRecords([]), .ended(.exited(126)))
        #expect(other.findings.map(\.id) == ["interpreter"] && other.passed == ["configuration", "procfile"])
    }
}
