import Testing

@testable import CeleryRunner

@Suite struct BeatConditionTests {
    private let limits = HealthLimits(
        hungAfter: 60, taskLimit: 3600, disconnectedAfter: 15, idleLimit: 120, beatLimit: 30)

    private func verdict(_ text: String) -> CeleryVerdict {
        BeatHealth.verdict(CeleryState(text), now: 1000, limits: limits)
    }

    @Test(arguments: ["", "pid=1\n", "tick=990\n", "next=990\n", "tick=x\nnext=990\n", "tick=\nnext=\n"])
    func withoutATickItStarts(text: String) {
        #expect(verdict(text).condition == .starting)
    }

    @Test(
        arguments: [
            ("1300", .ok), ("1000", .ok), ("970", .ok), ("969.9", .hung), ("0", .hung),
        ] as [(String, CeleryVerdict.Condition)])
    func theNextTickMayBeALittleLate(next: String, condition: CeleryVerdict.Condition) {
        #expect(verdict("tick=900\nnext=\(next)\n").condition == condition)
    }

    @Test func aLongSleepIsNotSilence() {
        #expect(verdict("tick=0\nnext=4000\n").condition == .ok)
    }

    @Test(
        arguments: [
            ("written=999\nbroker_error=refused\n", .disconnected), ("written=999\nbroker_probe=980\n", .disconnected),
            ("written=999\nbroker_probe=990\n", .hung), ("written=900\nbroker_error=refused\n", .hung),
            ("broker_error=refused\n", .hung),
        ] as [(String, CeleryVerdict.Condition)])
    func aLateTickMayBeTheBrokersFault(facts: String, condition: CeleryVerdict.Condition) {
        #expect(verdict("tick=800\nnext=900\n" + facts).condition == condition)
    }

    @Test func theDetailSaysSinceWhen() {
        #expect(verdict("tick=990.5\nnext=1100\n").detail == "last tick 9 s ago")
        let late = verdict("tick=800\nnext=900\n")
        #expect(late.detail == "the tick that was due 100 s ago has not come; last 200 s ago")
    }
}

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
