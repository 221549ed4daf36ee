import Foundation
import Testing

@testable import CeleryRunner

/// The limits and their edges: a verdict changes when a limit is passed, not when it is reached.
@Suite struct CeleryVerdictLimitsTests {
    private let limits = HealthLimits(
        hungAfter: 60, taskLimit: 100, disconnectedAfter: 15, idleLimit: 120, beatLimit: 30)

    @Test(arguments: [(60, .ok), (61, .hung)] as [(Double, CeleryVerdict.Condition)])
    func silence(age: Double, condition: CeleryVerdict.Condition) {
        let state = CeleryState("phase=ready\nconnected=1\nwritten=\(1000 - age)\nloop=999\n")
        #expect(WorkerHealth.verdict(state, now: 1000, limits: limits).condition == condition)
    }

    @Test(arguments: [(30, .ok), (31, .hung)] as [(Double, CeleryVerdict.Condition)])
    func lateTicks(late: Double, condition: CeleryVerdict.Condition) {
        let state = CeleryState("tick=900\nnext=\(1000 - late)\n")
        #expect(BeatHealth.verdict(state, now: 1000, limits: limits).condition == condition)
    }

    @Test func aClockThatSeemsToRunBackwardsIsNoSilence() {
        let state = CeleryState("phase=ready\nconnected=1\nwritten=2000\nloop=2000\n")
        #expect(WorkerHealth.verdict(state, now: 1000, limits: limits).condition == .ok)
    }

    @Test func theDetailIsOneLineOfFacts() {
        let state = CeleryState(
            "phase=ready\nconnected=1\nwritten=999\nloop=999\nactive=1\noldest=990\ntasks=shop.pay\n")
        let verdict = WorkerHealth.verdict(state, now: 1000, limits: limits)
        #expect(verdict.condition == .busy)
        #expect(verdict.detail.contains("shop.pay") && verdict.detail.contains("10 s"))
        #expect(!verdict.detail.contains("\n"))
    }
}
