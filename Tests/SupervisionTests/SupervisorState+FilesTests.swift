import TestSupport
import Testing

@testable import Launch
@testable import Supervision

/// A reload because a file has changed that the reload's step reads.
@Suite struct SupervisorStateFilesTests {
    private var plan: LaunchPlan {
        var plan = twoServers()
        plan.reload = ReloadSpec(
            step: plan.steps[0], gates: ["nginx"], watch: WatchSpec(["/run/site"], notice: "site changed"))
        return plan
    }

    private func touched(_ script: inout SupervisorScript, at time: Double) {
        script.now = time
        #expect(script.send(.filesTouched).isEmpty)
    }

    @Test func theContentIsKeptInMindBeforeTheStepThatReadsIt() {
        var script = SupervisorScript(plan)
        #expect(script.send(.begin) == [.rememberFiles, .start(.step(0))])
        #expect(script.ends(100) == [.start(.step(1))])
    }

    @Test func aChangeRendersAndThenTellsTheGatedProcessAlone() {
        var script = running(plan)
        touched(&script, at: 5)
        #expect(script.passDeadline() == [.pollFiles])
        #expect(script.now == 5.2)
        #expect(script.send(.files(areChanged: true)) == [.rememberFiles, .start(.reload)])
        #expect(script.ends(104) == [.send(.hup, pid: 102)], "not Gunicorn, which has read no file")
        #expect(script.state.nextDeadline == nil)
    }

    @Test func theChangeIsSaid() {
        var script = running(plan)
        #expect(
            script.state.handle(.files(areChanged: true), now: 0).first
                == .emit(.reloadStarting(notice: "site changed")))
    }

    @Test func aWriterThatGoesOnHasTenReloadsAMinute() {
        var script = running(plan)
        var reloads: [Double] = []
        while script.now < 130 {
            touched(&script, at: script.now + 0.1)
            #expect(script.passDeadline() == [.pollFiles])
            _ = script.send(.files(areChanged: true))
            reloads.append(script.now)
            _ = script.ends(script.state.pids[.reload] ?? 0)
        }
        for (index, time) in reloads.enumerated().dropFirst(10) { #expect(time >= reloads[index - 10] + 60) }
        #expect(reloads.count > 20, "and no less")
    }

    @Test func aReloadThatIsPutOffIsSaidOnce() {
        var state = running(plan).state
        for number in 0..<10 { _ = state.handle(.files(areChanged: true), now: Double(number)) }
        let text = "10 reloads in 60 s because of changed files: the next one in 50 s at the earliest"
        let event = LifecycleEvent.reloadPostponed(reloads: 10, window: 60, seconds: 50)
        #expect(state.handle(.filesTouched, now: 10) == [.emit(event)])
        #expect(event.sentence == text && event.level == .warning)
        #expect(state.handle(.filesTouched, now: 11).isEmpty)
        #expect(state.nextDeadline == 60)
    }

    @Test func theSameContentIsNoChange() {
        var script = running(plan)
        touched(&script, at: 5)
        #expect(script.passDeadline() == [.pollFiles])
        #expect(script.send(.files(areChanged: false)).isEmpty)
        #expect(script.state.nextDeadline == nil)
    }

    @Test func eventsInARowAreOnePoll() {
        var script = running(plan)
        for time in [1, 1.1, 1.25] { touched(&script, at: time) }
        script.now = 1.3
        #expect(script.send(.tick).isEmpty)
        #expect(script.state.nextDeadline == 1.45)
        #expect(script.passDeadline() == [.pollFiles])
    }

    @Test func eventsWithoutAnEndDoNotPutThePollOffForEver() {
        var script = running(plan)
        for tenth in 0..<30 where script.state.nextDeadline ?? .infinity > Double(tenth) / 10 {
            touched(&script, at: Double(tenth) / 10)
        }
        #expect(script.state.nextDeadline == 2)
    }

    @Test func aChangeDuringTheStepsIsFoundWhenTheServersRun() {
        var script = SupervisorScript(plan)
        _ = script.send(.begin)
        touched(&script, at: 1)
        #expect(script.state.nextDeadline == nil, "nothing can be reloaded yet")
        _ = script.ends(100)
        script.now = 9
        _ = script.ends(101)
        #expect(script.state.nextDeadline == 9.2, "a server that has just been started may not handle SIGHUP yet")
        #expect(script.passDeadline() == [.pollFiles])
    }

    @Test func aChangeDuringAReloadIsFollowedByAnother() {
        var script = running(plan)
        #expect(script.send(.signal(.hup)) == [.send(.hup, pid: 103), .rememberFiles, .start(.reload)])
        #expect(script.send(.files(areChanged: true)).isEmpty)
        #expect(script.ends(104) == [.send(.hup, pid: 102), .rememberFiles, .start(.reload)])
        #expect(script.ends(105) == [.send(.hup, pid: 102)])
    }

    @Test func aStepThatFailsTellsNobody() {
        var script = running(plan)
        _ = script.send(.files(areChanged: true))
        #expect(script.ends(104, .exited(78)).isEmpty)
    }

    @Test(arguments: [Signal.term, .int, .quit]) func aStopEndsIt(signal: Signal) {
        var plan = plan
        plan.shutdown.gates = [drainGate(5, flag: "/run/draining"), portGate]
        var script = running(plan)
        touched(&script, at: 1)
        _ = script.send(.signal(signal))
        touched(&script, at: 1.1)
        #expect(script.state.filePoll == nil)
        #expect(script.send(.files(areChanged: true)).isEmpty)
        script.now = 2
        #expect(!script.send(.tick).contains(.pollFiles))
    }

    @Test func aPlanWithoutFilesPollsNone() {
        var plan = plan
        plan.reload = ReloadSpec(step: plan.steps[0], gates: ["nginx"])
        var script = SupervisorScript(plan)
        #expect(script.send(.begin) == [.start(.step(0))])
        script = running(plan)
        touched(&script, at: 1)
        #expect(script.state.nextDeadline == nil)
        #expect(script.send(.files(areChanged: true)).isEmpty)
        #expect(script.send(.signal(.hup)) == [.send(.hup, pid: 103), .start(.reload)])
    }
}
