import Testing

@testable import CeleryRunner

@Suite struct BeatHealthTests {
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
        #expect(late.detail == "the tick due 100 s ago is missing; last tick 200 s ago")
    }
}
