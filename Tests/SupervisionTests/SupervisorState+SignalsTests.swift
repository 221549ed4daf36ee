import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

@Suite struct SupervisorStateSignalsTests {
    private func reloading() -> SupervisorScript {
        var plan = twoServers()
        plan.reload = ReloadSpec(step: ProcessSpec("render", "true"), gates: ["nginx"])
        return running(plan)
    }

    @Test func signalsReachOnlyWhoWantsThem() {
        var script = running()
        #expect(script.send(.signal(.hup)) == [.send(.hup, pid: 102), .send(.hup, pid: 103)])
        #expect(script.send(.signal(.ttin)) == [.send(.ttin, pid: 103)])
        #expect(script.send(.signal(.usr1)) == [.send(.usr1, pid: 102)])
        #expect(script.send(.signal(.winch)).isEmpty)
    }

    @Test func signalsDuringTheStepsAreNotPassedOn() {
        var script = SupervisorScript(twoServers())
        _ = script.send(.begin)
        #expect(script.send(.signal(.hup)).isEmpty)
    }

    @Test func aReloadIsTestedBeforeItsGatedProcessHears() {
        var script = reloading()
        #expect(script.send(.signal(.hup)) == [.send(.hup, pid: 103), .start(.reload)])
        #expect(script.ends(104) == [.send(.hup, pid: 102)])
    }

    @Test func aFailedReloadChangesNothing() {
        var script = reloading()
        _ = script.send(.signal(.hup))
        #expect(script.ends(104, .exited(78)).isEmpty)
        #expect(script.send(.signal(.hup)) == [.send(.hup, pid: 103), .start(.reload)])
    }

    @Test func reloadsDuringAReloadBecomeOne() {
        var script = reloading()
        _ = script.send(.signal(.hup))
        _ = script.send(.signal(.hup))
        _ = script.send(.signal(.hup))
        #expect(script.ends(104) == [.send(.hup, pid: 102), .start(.reload)])
        #expect(script.ends(105) == [.send(.hup, pid: 102)])
    }

    @Test(arguments: [Signal.term, .int, .hup, .usr1, .usr2, .quit, .winch])
    func aCommandThatIsPassedThroughGetsEverySignal(signal: Signal) {
        var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 0))
        plan.processes = [ProcessSpec("bash", "bash", group: .shared)]
        plan.passesStatusThrough = true
        var script = running(plan)
        #expect(script.send(.signal(signal)) == [.send(signal, pid: 100)])
        #expect(script.state.nextDeadline == nil)
        #expect(script.ends(100, .exited(7)).last == .finish(ExitStatus(7)))
    }
}
