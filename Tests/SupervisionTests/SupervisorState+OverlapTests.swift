import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

/// Two things at the same time: deaths, stops, restarts and reloads that meet.
@Suite struct SupervisorStateOverlapTests {
    private var reloading: LaunchPlan {
        var plan = twoServers()
        plan.reload = ReloadSpec(step: ProcessSpec("render", "true"), gates: ["nginx"])
        return plan
    }

    @Test func theFirstDeathGivesTheStatus() {
        var script = running()
        _ = script.ends(103, .exited(4))
        #expect(script.ends(102, .exited(5)).last == .finish(ExitStatus(4)))
    }

    @Test func aStopAfterADeathKeepsTheDeathsStatus() {
        var script = running()
        _ = script.ends(103, .exited(4))
        script.now = 1
        #expect(script.send(.signal(.term)) == [.send(.term, pid: 102)], "a second stop escalates")
        #expect(script.ends(102).last == .finish(ExitStatus(4)))
    }

    @Test func aLaterStageThatEndsFirstIsNoProblem() {
        var script = running()
        _ = script.send(.signal(.term))
        #expect(script.ends(103) == [.killGroup(pid: 103)])
        #expect(script.ends(102).last == .finish(.success))
    }

    @Test func aStopBetweenTwoStartsStartsNoMore() {
        var plan = twoServers()
        plan.steps = []
        plan.processes.append(ProcessSpec("worker", "celery"))
        var state = SupervisorState(plan: plan)
        _ = state.handle(.begin, now: 0)
        _ = state.handle(.started(.process(0), pid: 7), now: 0)
        #expect(state.handle(.signal(.term), now: 0).contains(.send(.quit, pid: 7)))
        let actions = state.handle(.started(.process(1), pid: 8), now: 0)
        #expect(actions.contains(.send(.term, pid: 8)) && !actions.contains(.start(.process(2))))
    }

    /// `sys.exit(-1)` is 255: the server's own wish, not a signal.
    @Test func aStatusAbove128ThatWasGivenIsNoSignal() {
        var script = running(twoServers(restart: .backoff(Backoff(onlyAfterSignals: true))))
        do {
            #expect(script.ends(103, .exited(255)) == [.killGroup(pid: 103), .send(.quit, pid: 102)])
        }
    }

    @Test func twoRestartsAreDueEachInItsTime() {
        var script = running(twoServers(restart: .backoff(Backoff())))
        _ = script.ends(102, .killed(9))
        script.now = 0.2
        _ = script.ends(103, .killed(9))
        #expect(script.state.nextDeadline == 0.5)
        #expect(script.passDeadline() == [.start(.process(0))])
        #expect(script.passDeadline() == [.start(.process(1))])
        #expect(script.now == 0.7 && script.state.nextDeadline == nil)
    }

    @Test func aTickThatIsEarlyDoesNothing() {
        var script = running(twoServers(restart: .backoff(Backoff())))
        _ = script.ends(102, .killed(9))
        script.now = 0.4
        #expect(script.send(.tick).isEmpty)
        _ = script.send(.signal(.term))
        #expect(script.send(.tick).isEmpty)
    }

    @Test func aReloadThatWaitsFollowsAFailedOneToo() {
        var script = running(reloading)
        _ = script.send(.signal(.hup))
        _ = script.send(.signal(.hup))
        #expect(script.ends(104, .exited(78)) == [.start(.reload)])
        #expect(script.ends(105) == [.send(.hup, pid: 102)])
    }

    @Test func aReloadWhoseServerDiedReachesNobody() {
        var plan = reloading
        plan.processes[0].restart = .backoff(Backoff())
        var script = running(plan)
        _ = script.send(.signal(.hup))
        _ = script.ends(102, .killed(9))
        #expect(script.ends(104).isEmpty)
    }

    @Test func theEndIsTheEnd() {
        var script = running()
        _ = script.send(.signal(.term))
        _ = script.ends(102)
        _ = script.ends(103)
        for event in [.begin, .signal(.term), .signal(.hup), .tick, .ended(pid: 103, .exited(1))]
            as [SupervisorState.Event]
        {
            #expect(script.send(event).isEmpty)
        }
        #expect(script.state.nextDeadline == nil && script.state.livePids.isEmpty)
    }
}
