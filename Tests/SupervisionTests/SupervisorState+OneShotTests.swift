import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

/// Plans that are steps alone (`migrate`) or one command: their status is what the caller goes by.
@Suite struct SupervisorStateOneShotTests {
    private func step() -> SupervisorScript {
        var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 20))
        plan.steps = [ProcessSpec("migrate", "python3")]
        plan.passesStatusThrough = true
        var script = SupervisorScript(plan)
        _ = script.send(.begin)
        return script
    }

    @Test func aStepThatEndsWellDespiteTheStopHasSucceeded() {
        var script = step()
        _ = script.send(.signal(.term))
        #expect(script.ends(100) == [.finish(.success)])
    }

    @Test func anInterruptedMigrationIsNotReportedAsDone() {
        var script = step()
        #expect(script.send(.signal(.quit)).contains(.send(.term, pid: 100)))
        do {
            #expect(script.ends(100, .killed(15)) == [.finish(ExitStatus(143))])
        }
    }

    @Test func aStepThatIgnoresTheStopIsKilledWhenTheTimeIsOver() {
        var script = step()
        _ = script.send(.signal(.term))
        #expect(script.passDeadline() == [.send(.term, pid: 100)])
        #expect(script.passDeadline() == [.killGroup(pid: 100)])
        #expect(script.now == 20)
        #expect(script.ends(100, .killed(9)) == [.finish(ExitStatus(137))])
    }

    /// The kernel kills for memory; what the step had started would keep running.
    @Test func whatAKilledStepLeftBehindIsKilled() {
        var script = step()
        #expect(script.ends(100, .killed(9)) == [.killGroup(pid: 100), .finish(ExitStatus(137))])
    }

    @Test func threeSignalsKillAStep() {
        var script = step()
        _ = script.send(.signal(.int))
        script.now = 1
        #expect(script.send(.signal(.int)) == [.send(.term, pid: 100)])
        script.now = 2
        #expect(script.send(.signal(.int)) == [.killGroup(pid: 100)])
        #expect(script.ends(100, .killed(9)) == [.finish(ExitStatus(137))])
    }

    @Test func aCommandThatCannotBeStartedIs127() {
        var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 0))
        plan.processes = [ProcessSpec("nope", "nope", group: .shared)]
        plan.passesStatusThrough = true
        var state = SupervisorState(plan: plan)
        _ = state.handle(.begin, now: 0)
        #expect(state.handle(.startFailed(.process(0), .notFound), now: 0).contains(.finish(.notFound)))
    }

    @Test func aStepThatCannotBeStartedEndsWithItsStatus() {
        var state = SupervisorState(plan: twoServers())
        _ = state.handle(.begin, now: 0)
        #expect(state.handle(.startFailed(.step(0), .notExecutable), now: 0).contains(.finish(.notExecutable)))
    }

    @Test func aPlanOfNothingSucceeds() {
        var script = SupervisorScript(LaunchPlan(program: "x", shutdown: ShutdownPolicy(budget: 1)))
        #expect(script.send(.begin) == [.finish(.success)])
    }
}
