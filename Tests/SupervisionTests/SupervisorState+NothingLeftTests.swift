import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

/// Processes that the program continues without, and those whose start itself fails.
@Suite struct SupervisorStateNothingLeftTests {
    private func plan(restart: RestartPolicy = .never, essential: [Bool]) -> LaunchPlan {
        var plan = twoServers(restart: restart)
        plan.steps = []
        for (index, isEssential) in essential.enumerated() { plan.processes[index].isEssential = isEssential }
        return plan
    }

    @Test func theEssentialOneStillEndsIt() {
        var script = running(plan(essential: [false, true]))
        _ = script.ends(100, .exited(1))
        #expect(script.ends(101, .exited(3)).last == .finish(ExitStatus(3)))
    }

    @Test func whenNothingIsLeftTheProgramEnds() {
        var script = running(plan(essential: [false, false]))
        _ = script.ends(100, .exited(1))
        let last = script.ends(101, .exited(3)).last
        #expect(last == .finish(ExitStatus(3)))
    }

    @Test func aStartThatFailsIsTriedAgainAfterItsWait() {
        var state = SupervisorState(plan: plan(restart: .backoff(Backoff()), essential: []))
        _ = state.handle(.begin, now: 0)
        let actions = state.handle(.startFailed(.process(0), .notFound), now: 0)
        #expect(actions.contains(.start(.process(1))), "the others do not wait for it")
        _ = state.handle(.started(.process(1), pid: 7), now: 0)
        #expect(state.nextDeadline == 0.5)
        #expect(state.handle(.tick, now: 0.5).contains(.start(.process(0))))
    }

    @Test func aStartThatFailsMayBeDoneWithout() {
        var state = SupervisorState(plan: plan(essential: [false]))
        _ = state.handle(.begin, now: 0)
        let actions = state.handle(.startFailed(.process(0), .notFound), now: 0)
        #expect(actions.contains(.start(.process(1))))
        #expect(state.handle(.started(.process(1), pid: 7), now: 0).count == 1)
    }

    @Test func startsThatKeepFailingEndWithTheirStatus() {
        var state = SupervisorState(plan: plan(restart: .backoff(Backoff(attempts: 1)), essential: []))
        _ = state.handle(.begin, now: 0)
        _ = state.handle(.startFailed(.process(0), .notFound), now: 0)
        _ = state.handle(.started(.process(1), pid: 7), now: 0)
        _ = state.handle(.tick, now: 0.5)
        #expect(state.handle(.startFailed(.process(0), .notFound), now: 0.5).contains(.send(.term, pid: 7)))
        #expect(state.handle(.ended(pid: 7, .exited(0)), now: 1).last == .finish(.notFound))
    }

    @Test func aReloadThatCannotBeStartedChangesNothing() {
        var plan = twoServers()
        plan.steps = []
        plan.reload = ReloadSpec(step: ProcessSpec("render", "proxy"), gates: ["nginx"])
        var script = running(plan)
        #expect(script.state.handle(.signal(.hup), now: 0).last == .start(.reload))
        let actions = script.state.handle(.startFailed(.reload, .notFound), now: 0)
        #expect(actions.count == 1 && script.state.livePids == [100, 101])
        #expect(script.state.handle(.signal(.hup), now: 1).last == .start(.reload))
    }
}
