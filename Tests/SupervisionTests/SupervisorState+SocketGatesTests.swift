import TestSupport
import Testing

@testable import Launch
@testable import Supervision

/// The app of a pod that is stopped alone, as in an upgrade: its proxy continues, and must not lose what waits in the socket.
@Suite struct SupervisorStateSocketGatesTests {
    private func app(bindsItself: Bool = false) -> SupervisorScript {
        var plan = twoServers()
        plan.steps = []
        plan.processes.removeFirst()
        plan.shutdown.gates = [peerGate("/r/gunicorn")]
        if !bindsItself {
            plan.processes[0].socket = SocketSpec(path: "/s", mode: 0o660, backlog: 1, owner: nil)
        }
        return running(plan)
    }

    private func stoppedAlone(_ script: inout SupervisorScript) -> [SupervisorState.Action] {
        _ = script.send(.signal(.term))
        script.now = 2
        return script.send(.peer(.serving))
    }

    @Test func whoWaitsInTheSocketIsServed() {
        var script = app()
        #expect(stoppedAlone(&script) == [.refuseNewConnections(.unix)])
        #expect(script.passDeadline() == [.pollQueue(.unix)])
        #expect(script.send(.queue(isEmpty: false)).isEmpty)
        #expect(script.passDeadline() == [.pollQueue(.unix)])
        #expect(script.send(.queue(isEmpty: true)) == [.send(.term, pid: 100)])
    }

    @Test func theBudgetIsKept() {
        var script = app()
        _ = stoppedAlone(&script)
        script.now = 15
        #expect(script.send(.tick) == [.pollQueue(.unix)])
        #expect(script.send(.queue(isEmpty: false)) == [.send(.term, pid: 100)], "two seconds before the escalation")
    }

    @Test func aSocketOfGunicornsOwnIsItsOwnAffair() {
        var script = app(bindsItself: true)
        #expect(stoppedAlone(&script) == [.send(.term, pid: 100)])
    }
}
