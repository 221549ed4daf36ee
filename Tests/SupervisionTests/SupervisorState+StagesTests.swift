import TestSupport
import Testing

@testable import Launch
@testable import Supervision

/// Three stages, two processes in the first: which signal each gets, and when.
@Suite struct SupervisorStateStagesTests {
    /// nginx and worker (stage 0), gunicorn (1), beat (2); pids 100 to 103; 20 seconds, 3 of them reserved.
    private func three() -> SupervisorScript {
        var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 20))
        plan.processes = [
            ProcessSpec("nginx", "nginx", stop: StopPolicy(signal: .quit, escalation: .term, stage: 0)),
            ProcessSpec("worker", "celery", stop: StopPolicy(signal: .term, escalation: .quit, stage: 0)),
            ProcessSpec("gunicorn", "gunicorn", stop: StopPolicy(signal: .term, escalation: .quit, stage: 1)),
            ProcessSpec("beat", "celery", stop: StopPolicy(signal: .int, escalation: .quit, stage: 2)),
        ]
        var script = SupervisorScript(plan)
        _ = script.send(.begin)
        return script
    }

    @Test func theNextStageWaitsForEveryOneOfTheStage() {
        var script = three()
        #expect(script.send(.signal(.term)) == [.send(.quit, pid: 100), .send(.term, pid: 101)])
        #expect(script.ends(100) == [.killGroup(pid: 100)])
        #expect(script.ends(101) == [.killGroup(pid: 101), .send(.term, pid: 102)])
        #expect(script.ends(102) == [.killGroup(pid: 102), .send(.int, pid: 103)])
        #expect(script.ends(103) == [.killGroup(pid: 103), .finish(.success)])
    }

    @Test func aStageWhoseProcessesHaveEndedIsPassedOver() {
        var script = three()
        _ = script.send(.signal(.term))
        _ = script.ends(102)
        _ = script.ends(100)
        #expect(script.ends(101) == [.killGroup(pid: 101), .send(.int, pid: 103)])
    }

    @Test func onlyTheSlowOnesOfAStageGetTheEscalation() {
        var script = three()
        _ = script.send(.signal(.term))
        _ = script.ends(100)
        #expect(script.passDeadline() == [.send(.quit, pid: 101)])
        #expect(script.now == 13, "two stages follow, two seconds each before the escalation at 17")
        #expect(script.state.nextDeadline == 17)
    }

    @Test func aStageThatBeginsLateGetsHalfOfWhatIsLeft() {
        var script = three()
        _ = script.send(.signal(.term))
        script.now = 15
        _ = script.ends(100)
        #expect(script.ends(101).last == .send(.term, pid: 102))
        #expect(script.passDeadline() == [.send(.quit, pid: 102)])
        #expect(script.now == 16)
    }

    @Test func theLastStageHasTheTimeUpToTheEscalation() {
        var script = three()
        _ = script.send(.signal(.term))
        script.now = 1
        for pid in [100, 101, 102] as [Int32] { _ = script.ends(pid) }
        #expect(script.state.nextDeadline == 17)
        #expect(script.passDeadline() == [.send(.quit, pid: 103)])
    }

    @Test func onceEscalatedTheStagesDoNotWait() {
        var script = three()
        _ = script.send(.signal(.term))
        #expect(
            script.send(.signal(.quit)) == [
                .send(.term, pid: 100), .send(.quit, pid: 101), .send(.quit, pid: 102), .send(.quit, pid: 103),
            ])
        #expect(script.state.nextDeadline == 20, "what is left is the kill")
        script.now = 0.05
        #expect(script.send(.signal(.term)).isEmpty, "the escalation counts as the last signal")
        script.now = 0.5
        #expect(script.send(.signal(.term)).count == 4)
        #expect(script.state.nextDeadline == nil)
    }

    @Test func aStopTwiceDoesNotPostponeTheKill() {
        var script = three()
        _ = script.send(.signal(.term))
        script.now = 10
        _ = script.send(.signal(.int))
        #expect(script.passDeadline().allSatisfy { if case .killGroup = $0 { true } else { false } })
        #expect(script.now == 20)
    }

    @Test func hupAndForwardsAreOverDuringAStop() {
        var script = running()
        _ = script.send(.signal(.term))
        for signal in [Signal.hup, .usr1, .ttin] { #expect(script.send(.signal(signal)).isEmpty) }
    }

    @Test func aBudgetOfOneSecondStillEscalatesBeforeItKills() {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown = ShutdownPolicy(budget: 1)
        var script = running(plan)
        _ = script.send(.signal(.term))
        var times: [Double] = []
        while script.state.nextDeadline != nil {
            _ = script.passDeadline()
            times.append(script.now)
        }
        #expect(times == [0.375, 0.75, 1])
    }
}
