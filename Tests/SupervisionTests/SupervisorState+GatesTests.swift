import TestSupport
import Testing

@testable import Launch
@testable import Supervision

/// What a requested stop waits for before the first process hears of it.
@Suite struct SupervisorStateGatesTests {
    private func proxy(delay: Double) -> SupervisorScript {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown.gates = [drainGate(delay, flag: "/r/draining"), portGate]
        return running(plan)
    }

    private func app() -> SupervisorScript {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown.gates = [peerGate("/r/gunicorn")]
        return running(plan)
    }

    @Test func notReadyFirstThenTheStop() {
        var script = proxy(delay: 5)
        #expect(script.send(.signal(.term)) == [.announceDrain("/r/draining")])
        #expect(script.state.nextDeadline == 5)
        #expect(script.passDeadline() == [.send(.quit, pid: 100)])
        #expect(script.now == 5)
    }

    @Test func ctrlCAndNoDelayWaitForNobody() {
        for (delay, signal) in [(5.0, Signal.int), (0.0, .term)] {
            var script = proxy(delay: delay)
            #expect(script.send(.signal(signal)) == [.announceDrain("/r/draining"), .send(.quit, pid: 100)])
        }
    }

    @Test func aSecondSignalEndsTheWait() {
        var script = proxy(delay: 5)
        _ = script.send(.signal(.term))
        script.now = 1
        #expect(script.send(.signal(.term)) == [.send(.term, pid: 100), .send(.quit, pid: 101)])
        #expect(script.state.nextDeadline == 20)
    }

    @Test func aDeathIsNoReasonToWait() {
        var script = proxy(delay: 5)
        let actions = script.ends(101, .exited(3))
        #expect(actions.contains(.announceDrain("/r/draining")) && actions.contains(.send(.quit, pid: 100)))
    }

    @Test func allThatDieDuringTheWaitEndIt() {
        var script = proxy(delay: 5)
        _ = script.send(.signal(.term))
        _ = script.ends(100)
        #expect(script.ends(101).last == .finish(.success))
    }

    @Test func theAppWaitsUntilTheProxyIsGone() {
        var script = app()
        #expect(script.send(.signal(.term)) == [.pollPeer("/r/gunicorn")])
        #expect(script.send(.peer(.draining)).isEmpty)
        for _ in 0..<50 { #expect(script.passDeadline() == [.pollPeer("/r/gunicorn")]) }
        #expect(script.now > 4.9 && script.now < 5.1)
        #expect(script.send(.peer(.gone)) == [.send(.quit, pid: 100)])
    }

    @Test func aProxyThatIsNotStoppingIsWaitedForTwoSeconds() {
        var script = app()
        _ = script.send(.signal(.term))
        #expect(script.send(.peer(.serving)).isEmpty)
        script.now = 1.9
        #expect(script.send(.peer(.serving)).isEmpty)
        script.now = 2
        #expect(script.send(.peer(.serving)) == [.send(.quit, pid: 100)])
    }

    @Test func theWaitLeavesTimeForTheStop() {
        var script = app()
        _ = script.send(.signal(.term))
        _ = script.send(.peer(.draining))
        script.now = 14.9
        #expect(script.passDeadline() == [.pollPeer("/r/gunicorn")])
        script.now = 15
        #expect(script.send(.tick) == [.send(.quit, pid: 100)], "two seconds before the escalation at 17")
    }

    @Test func noProxyMeansNoWait() {
        var script = app()
        #expect(script.send(.signal(.term)) == [.pollPeer("/r/gunicorn")])
        #expect(script.send(.peer(.gone)) == [.send(.quit, pid: 100)])
        #expect(script.send(.peer(.gone)).isEmpty, "an answer that comes late changes nothing")
    }
}
