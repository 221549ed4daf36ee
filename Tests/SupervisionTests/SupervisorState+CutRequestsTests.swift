import TestSupport
import Testing

@testable import Launch
@testable import Supervision

/// Before a server on the runner's ports is escalated or killed, the requests that this cuts off are counted.
@Suite struct SupervisorStateCutRequestsTests {
    private func plan() -> LaunchPlan {
        var plan = twoServers()
        plan.processes[0].listeners = [
            ListenerSpec(port: 8000, address: .anyIPv4), ListenerSpec(port: 8000, address: .anyIPv6),
            ListenerSpec(port: 8001, address: .anyIPv4),
        ]
        return plan
    }

    private let report = SupervisorState.Action.reportCutRequests(of: "nginx", ports: [8000, 8001])

    @Test func atTheEndOfItsStageAtTheEscalationAndAtTheKill() {
        var script = running(plan())
        #expect(script.send(.signal(.term)) == [.closePorts, .send(.quit, pid: 102)])
        #expect(script.passDeadline() == [report, .send(.term, pid: 102)])
        #expect(script.passDeadline() == [.closePorts, report, .send(.term, pid: 102), .send(.quit, pid: 103)])
        #expect(script.passDeadline() == [report, .killGroup(pid: 102), .killGroup(pid: 103)])
    }

    @Test func notOfAServerThatHasEnded() {
        var script = running(plan())
        _ = script.send(.signal(.term))
        _ = script.ends(102)
        #expect(script.passDeadline() == [.closePorts, .send(.quit, pid: 103)])
    }
}
