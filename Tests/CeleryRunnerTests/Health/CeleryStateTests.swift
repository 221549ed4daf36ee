import Testing

@testable import CeleryRunner

@Suite struct CeleryStateTests {
    @Test func linesAreNamesAndValues() {
        let state = CeleryState("phase=ready\n\n=nameless\nactive=2\nwritten=12.5\n")
        #expect(state.text("phase") == "ready" && state.count("active") == 2 && state.number("written") == 12.5)
        #expect(state == CeleryState("written=12.5\nactive=2\nphase=ready\n=nameless"))
    }

    @Test func theLastOfTwoCounts() {
        #expect(CeleryState("active=1\nactive=2\n").count("active") == 2)
    }

    @Test(arguments: ["", "x", "1.5", "99999999999999999999", " 1"]) func whatIsNoCountIsZero(text: String) {
        #expect(CeleryState("active=\(text)\n").count("active") == 0)
    }

    @Test func whatIsNotThereIsNothing() {
        let state = CeleryState("")
        #expect(state.text("phase") == nil && state.number("written") == nil && state.count("active") == 0)
    }

    @Test func aHalfWrittenFileIsNoCrash() {
        let whole = "pid=7\nphase=ready\nconnected=1\nwritten=990\nloop=990\nactive=1\noldest=980\n"
        let limits = HealthLimits(hungAfter: 60, taskLimit: 100, disconnectedAfter: 15, idleLimit: 120, beatLimit: 30)
        for length in 0...whole.count {
            _ = WorkerHealth.verdict(CeleryState(String(whole.prefix(length))), now: 1000, limits: limits)
        }
    }

    /// `Int(_: Double)` traps beyond its range; the file's folder is the project's to write.
    @Test func aTimeWithoutMeaningIsNoCrash() async {
        await #expect(processExitsWith: .success) { _ = WorkerHealth.seconds(1e300) }
    }
}
