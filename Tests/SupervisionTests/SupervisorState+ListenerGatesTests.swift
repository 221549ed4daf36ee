import TestSupport
import Testing

@testable import Launch
@testable import Supervision

/// The last moment before Nginx stops listening: no new connection, and none that waits is lost.
@Suite struct SupervisorStateListenerGatesTests {
    private func proxy(delay: Double = 0, budget: Double = 20) -> SupervisorScript {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown = ShutdownPolicy(budget: budget)
        plan.shutdown.gates = [drainGate(delay, flag: "/r/draining"), portGate]
        plan.processes[0].listeners = [ListenerSpec(port: 8000, address: .anyIPv4)]
        return running(plan)
    }

    @Test func theQueueRunsDryFirst() {
        var script = proxy()
        #expect(script.send(.signal(.term)) == [.announceDrain("/r/draining"), .refuseNewConnections(.tcp)])
        #expect(script.state.nextDeadline == 0.3)
        #expect(script.passDeadline() == [.pollQueue(.tcp)])
        #expect(script.send(.queue(isEmpty: false)).isEmpty)
        #expect(script.passDeadline() == [.pollQueue(.tcp)])
        #expect(script.send(.queue(isEmpty: true)) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func afterTheDrainDelay() {
        var script = proxy(delay: 5)
        #expect(script.send(.signal(.term)) == [.announceDrain("/r/draining")])
        #expect(script.passDeadline() == [.refuseNewConnections(.tcp)])
        #expect(script.passDeadline() == [.pollQueue(.tcp)])
        #expect(script.send(.queue(isEmpty: true)) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func ctrlCLosesNobodyEither() {
        var script = proxy(delay: 5)
        #expect(script.send(.signal(.int)).last == .refuseNewConnections(.tcp))
    }

    @Test func anNginxThatDoesNotAcceptIsNotWaitedForForEver() {
        var script = proxy()
        _ = script.send(.signal(.term))
        while script.now < 2 {
            #expect(script.passDeadline() == [.pollQueue(.tcp)])
            if script.now < 2 { #expect(script.send(.queue(isEmpty: false)).isEmpty) }
        }
        #expect(script.send(.queue(isEmpty: false)) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func aShortBudgetIsKept() {
        var script = proxy(budget: 1)
        _ = script.send(.signal(.term))
        #expect(script.state.nextDeadline == 0.3, "a handshake's time")
        script.now = 0.3
        _ = script.send(.queue(isEmpty: false))
        #expect(script.state.nextDeadline == 0.32)
        script.now = 0.32
        _ = script.send(.queue(isEmpty: false))
        script.now = 0.375
        #expect(
            script.send(.queue(isEmpty: false)) == [.closePorts, .send(.quit, pid: 100)],
            "half of the time until the escalation")
    }

    @Test func escalationAndDeathDoNotWait() {
        var script = proxy()
        _ = script.send(.signal(.term))
        script.now = 0.2
        #expect(
            script.send(.signal(.term))
                == [
                    .closePorts, .reportCutRequests(of: "nginx", ports: [8000]), .send(.term, pid: 100),
                    .send(.quit, pid: 101),
                ])
        script = proxy()
        #expect(script.send(.signal(.quit)).contains(.closePorts))
        script = proxy()
        #expect(script.ends(101, .exited(3)).suffix(2) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func anNginxThatIsNotThereIsNotWaitedFor() {
        var script = proxy()
        _ = script.ends(100, .exited(0))
        #expect(!script.send(.signal(.term)).contains(.refuseNewConnections(.tcp)))
    }

    @Test func withoutNginxNobodyConnects() {
        var plan = twoServers()
        plan.processes[0].listeners = [ListenerSpec(port: 8000, address: .anyIPv4)]
        plan.processes[0].isEssential = false
        var script = running(plan)
        #expect(script.ends(102, .exited(1)) == [.killGroup(pid: 102), .closePorts])
    }
}
