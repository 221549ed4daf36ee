import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

@Suite struct SupervisorStateStartTests {
    @Test func stepsRunOneAfterTheOtherThenTheProcesses() {
        var script = SupervisorScript(twoServers())
        #expect(script.send(.begin) == [.start(.step(0))])
        #expect(script.ends(100) == [.start(.step(1))])
        #expect(script.ends(101) == [.start(.process(0)), .start(.process(1))])
        #expect(script.state.nextDeadline == nil)
    }

    @Test func aFailingStepEndsItAllWithItsStatus() {
        var script = SupervisorScript(twoServers())
        _ = script.send(.begin)
        #expect(script.ends(100, .exited(78)) == [.finish(ExitStatus(78))])
        #expect(script.send(.signal(.term)).isEmpty)
    }

    @Test func aKilledStepReads128AndTheSignal() {
        var script = SupervisorScript(twoServers())
        _ = script.send(.begin)
        #expect(script.ends(100, .killed(9)) == [.killGroup(pid: 100), .finish(ExitStatus(137))])
    }

    @Test func stepsAloneEndWithSuccess() {
        var plan = twoServers()
        plan.processes = []
        var script = SupervisorScript(plan)
        _ = script.send(.begin)
        _ = script.ends(100)
        #expect(script.ends(101) == [.finish(.success)])
    }

    @Test func aProcessThatCannotBeStartedStopsTheOneBefore() {
        var plan = twoServers()
        plan.steps = []
        var state = SupervisorState(plan: plan)
        #expect(state.handle(.begin, now: 0).contains(.start(.process(0))))
        #expect(state.handle(.started(.process(0), pid: 7), now: 0).contains(.start(.process(1))))
        let actions = state.handle(.startFailed(.process(1), .notFound), now: 0)
        #expect(actions.contains(.send(.quit, pid: 7)))
        #expect(state.handle(.ended(pid: 7, .exited(0)), now: 1).contains(.finish(.notFound)))
    }

    @Test func aTermDuringAStepIsARequestedStop() {
        var script = SupervisorScript(twoServers())
        _ = script.send(.begin)
        #expect(script.send(.signal(.term)) == [.send(.term, pid: 100)])
        #expect(script.ends(100, .killed(15)) == [.finish(.success)])
    }

    @Test func aOneShotThatIsStoppedSaysSo() {
        var plan = twoServers()
        plan.processes = []
        plan.passesStatusThrough = true
        var script = SupervisorScript(plan)
        _ = script.send(.begin)
        #expect(script.send(.signal(.term)) == [.send(.term, pid: 100)])
        #expect(script.ends(100, .killed(15)) == [.finish(ExitStatus(143))])
    }

    @Test func orphansAreNobodysEnd() {
        var script = running()
        #expect(script.ends(4711, .exited(1)).isEmpty)
    }
}
