import TestSupport
import Testing

@testable import Launch

@Suite struct LaunchPlanTests {
    @Test func stagesAreInOrderWhateverTheStartOrder() {
        var plan = twoServers()
        plan.processes.reverse()
        #expect(plan.stopStages.map { $0.map(\.name) } == [["nginx"], ["gunicorn"]])
    }
}
