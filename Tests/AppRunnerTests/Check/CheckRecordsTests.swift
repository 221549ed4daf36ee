import TestSupport
import Testing

@testable import AppRunner
@testable import Settings

@Suite struct CheckRecordsTests {
    @Test func theLinesOfAReport() {
        let records = CheckRecords([
            "planned\tpython", "planned\tsettings", "running\tpython", "passed\tpython", "fact\tdjango\t5.2",
            "finding\tdebug\twarning\tDEBUG is on\tshop/settings.py:3\tset it to False", "running\tsettings", "done",
        ])
        #expect(records.planned == ["python", "settings"] && records.passed == ["python"])
        #expect(records.facts == ["django": "5.2"] && records.running == "settings")
        let finding = Diagnostic(
            id: "debug", severity: .warning, title: "DEBUG is on", place: "shop/settings.py:3", fix: "set it to False")
        #expect(records.findings == [finding])
    }

    @Test func escapesAreUndone() {
        #expect(CheckRecords(["fact\ta\tone\\ttwo\\nthree\\\\four"]).facts == ["a": "one\ttwo\nthree\\four"])
    }

    /// The project's own code could write to the pipe.
    @Test(arguments: ["", "hello", "fact\tonly", "finding\ta\tfatal\tt\tp\tf", "planned\ta\tb"])
    func otherLinesArePassedOver(line: String) {
        #expect(CheckRecords([line]) == CheckRecords([]))
    }
}
