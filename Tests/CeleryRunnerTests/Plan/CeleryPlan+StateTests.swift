import Testing

@testable import CeleryRunner
@testable import Launch
@testable import Settings

/// What each plan says of itself for the health command.
@Suite struct CeleryPlanStateTests {
    @Test(
        arguments: [
            (["worker"], .worker, [.worker]), (["-A", "shop", "beat"], .beat, [.beat]),
            (["inspect", "ping"], .command, []),
        ] as [([String], RunnerRole, [CeleryKind])])
    func theRole(arguments: [String], role: RunnerRole, kinds: [CeleryKind]) {
        let state = celeryPlan(arguments).state
        #expect(state?.role == role && state?.celery == kinds)
    }
}
