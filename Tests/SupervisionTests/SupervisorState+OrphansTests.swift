import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

/// Workers outlive a master that was killed: they finish their requests, and never stay unnoticed.
@Suite struct SupervisorStateOrphansTests {
    private func servers(restart: RestartPolicy = .backoff(Backoff())) -> SupervisorScript {
        var plan = twoServers(restart: restart)
        plan.steps = []
        plan.processes[0].orphans = .drained(by: .quit)
        plan.processes[1].orphans = .drained(by: .term)
        return running(plan)
    }

    @Test func theyFinishWhileTheNextOneStarts() {
        var script = servers()
        #expect(script.ends(101, .killed(9)) == [.signalGroup(.term, pid: 101), .pollGroup(pid: 101)])
        #expect(script.state.nextDeadline == 0.5)
        #expect(script.passDeadline() == [.start(.process(1))])
        #expect(script.passDeadline() == [.pollGroup(pid: 101)], "a second after the death")
        #expect(script.send(.groupEmpty(pid: 101)).isEmpty)
        #expect(script.state.nextDeadline == nil, "an idle supervisor never wakes up")
    }

    @Test func theEndOfAnyOrphanIsAReasonToPoll() {
        var script = servers()
        #expect(script.ends(999).isEmpty, "no process is left")
        _ = script.ends(101, .killed(9))
        #expect(script.ends(998) == [.pollGroup(pid: 101)])
    }

    @Test func thoseThatDoNotFinishAreKilled() {
        var script = servers()
        _ = script.ends(101, .killed(9))
        var killed: [Double] = []
        while script.now < 22, script.state.nextDeadline != nil {
            if script.passDeadline().contains(.killGroup(pid: 101)) { killed.append(script.now) }
        }
        #expect(killed == [20], "the time of a whole stop")
        _ = script.send(.groupEmpty(pid: 101))
        #expect(script.state.nextDeadline == nil)
    }

    @Test func theContainerOfAPodEndsWhenTheyHaveFinished() {
        var script = servers(restart: .never)
        #expect(
            script.ends(101, .killed(9)) == [
                .signalGroup(.term, pid: 101), .pollGroup(pid: 101), .send(.quit, pid: 100),
            ])
        #expect(script.ends(100) == [.killGroup(pid: 100)])
        #expect(script.send(.groupEmpty(pid: 101)) == [.finish(ExitStatus(137))])
    }

    @Test func itDoesNotWaitLongForThem() {
        var script = servers(restart: .never)
        _ = script.ends(101, .killed(9))
        _ = script.ends(100)
        while script.now < 5 { #expect(!script.passDeadline().contains(.killGroup(pid: 101)) || script.now == 5) }
        #expect(script.send(.groupEmpty(pid: 101)) == [.finish(ExitStatus(137))])
    }

    @Test func nginxsWorkersComeBeforeGunicornInAStop() {
        var script = servers()
        _ = script.ends(100, .killed(9))
        #expect(script.send(.signal(.term)).isEmpty, "Gunicorn serves those that still ask it")
        #expect(script.send(.groupEmpty(pid: 100)) == [.send(.term, pid: 101)])
    }

    @Test func anEscalatedStopLeavesThemNoTime() {
        var script = servers()
        _ = script.ends(100, .killed(9))
        _ = script.send(.signal(.term))
        script.now = 0.2
        #expect(script.send(.signal(.term)) == [.killGroup(pid: 100), .send(.quit, pid: 101)])
    }

    @Test func whoEndsDuringAStopLeavesNothing() {
        var script = servers()
        _ = script.send(.signal(.term))
        #expect(script.ends(100, .killed(9)) == [.killGroup(pid: 100), .send(.term, pid: 101)])
    }

    private func shell() -> SupervisorScript {
        var plan = twoServers()
        plan.steps = []
        plan.processes[0].signalsGroup = true
        return running(plan)
    }

    /// `sh -c 'a && b'` ends by SIGTERM at once; `b` has the signal too, and takes its time.
    @Test func whatAShellRunsFinishesBeforeTheNextStage() {
        var script = shell()
        #expect(script.send(.signal(.term)) == [.send(.quit, pid: 100)])
        #expect(script.ends(100) == [.pollGroup(pid: 100)])
        #expect(script.ends(998) == [.pollGroup(pid: 100)], "an orphan's end is seen")
        #expect(script.send(.groupEmpty(pid: 100)) == [.send(.term, pid: 101)])
    }

    @Test func whatAShellRunsIsKilledAtTheEscalation() {
        var script = shell()
        _ = script.send(.signal(.term))
        _ = script.ends(100)
        var killed: [Double] = []
        while script.now < 20, script.state.nextDeadline != nil {
            if script.passDeadline().contains(.killGroup(pid: 100)) { killed.append(script.now) }
        }
        #expect(killed.first == 17)
    }

    /// Without a stop signal there is nothing to wait for.
    @Test func theGroupOfAShellThatEndedByItselfIsKilled() {
        var script = shell()
        #expect(script.ends(100, .exited(1)).contains(.killGroup(pid: 100)))
    }
}
