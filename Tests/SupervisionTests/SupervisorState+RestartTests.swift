import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

@Suite struct SupervisorStateRestartTests {
    @Test func waitsDoubleUpToTheLimit() {
        let backoff = Backoff(initial: 0.5, limit: 30, attempts: 10, window: 300)
        #expect((0..<9).map { backoff.delay(after: $0) } == [0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        #expect(backoff.delay(after: 10) == nil)
    }

    @Test func aDeadProcessIsStartedAgainAfterItsWait() {
        var script = running(twoServers(restart: .backoff(Backoff())))
        script.now = 10
        #expect(script.ends(102, .killed(9)) == [.killGroup(pid: 102)])
        #expect(script.state.nextDeadline == 10.5)
        #expect(script.passDeadline() == [.start(.process(0))])
        #expect(script.state.nextDeadline == nil)
    }

    @Test func pastTheBudgetItsStatusEndsTheProgram() {
        var script = running(twoServers(restart: .backoff(Backoff(attempts: 2))))
        _ = script.ends(102, .exited(3))
        _ = script.passDeadline()
        _ = script.ends(104, .exited(3))
        _ = script.passDeadline()
        #expect(script.ends(105, .exited(3)) == [.killGroup(pid: 105), .send(.term, pid: 103)])
        #expect(script.ends(103).last == .finish(ExitStatus(3)))
    }

    @Test func aProcessThatKeepsEndingWithZeroIsAFailure() {
        var script = running(twoServers(restart: .backoff(Backoff(attempts: 1))))
        _ = script.ends(102, .exited(0))
        _ = script.passDeadline()
        _ = script.ends(104, .exited(0))
        #expect(script.ends(103).last == .finish(.failure))
    }

    @Test func oldRestartsAreForgotten() {
        var script = running(twoServers(restart: .backoff(Backoff(attempts: 1, window: 100))))
        _ = script.ends(102, .killed(9))
        _ = script.passDeadline()
        script.now = 200
        #expect(script.ends(104, .killed(9)) == [.killGroup(pid: 104)])
        #expect(script.state.nextDeadline == 200.5)
    }

    @Test func aServerThatMeantToEndIsNotStartedAgain() {
        var script = running(twoServers(restart: .backoff(Backoff(onlyAfterSignals: true))))
        #expect(script.ends(103, .exited(3)) == [.killGroup(pid: 103), .send(.quit, pid: 102)])
    }

    @Test func theProgramGoesOnWithoutWhatIsNotEssential() {
        var plan = twoServers()
        plan.processes[0].isEssential = false
        var script = running(plan)
        #expect(script.ends(102, .exited(1)) == [.killGroup(pid: 102)])
        #expect(script.send(.signal(.term)) == [.send(.term, pid: 103)])
    }

    @Test func aStopDoesNotWaitForARestart() {
        var script = running(twoServers(restart: .backoff(Backoff())))
        _ = script.ends(102, .killed(9))
        _ = script.ends(103, .killed(9))
        #expect(script.send(.signal(.term)) == [.finish(.success)])
    }
}
