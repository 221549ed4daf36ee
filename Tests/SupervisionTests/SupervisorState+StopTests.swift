import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

@Suite struct SupervisorStateStopTests {
    @Test(arguments: [Signal.term, .int]) func stagesStopInOrderAndTheStatusIsZero(signal: Signal) {
        var script = running()
        #expect(script.send(.signal(signal)) == [.send(.quit, pid: 102)])
        #expect(script.ends(102) == [.killGroup(pid: 102), .send(.term, pid: 103)])
        #expect(script.ends(103, .killed(15)) == [.killGroup(pid: 103), .finish(.success)])
    }

    @Test func aSecondSignalEscalatesAThirdKills() {
        var script = running()
        _ = script.send(.signal(.term))
        script.now = 1
        #expect(script.send(.signal(.term)) == [.send(.term, pid: 102), .send(.quit, pid: 103)])
        script.now = 2
        #expect(script.send(.signal(.term)) == [.killGroup(pid: 102), .killGroup(pid: 103)])
    }

    @Test func theSameSignalTwiceAtOnceCountsOnce() {
        var script = running()
        _ = script.send(.signal(.term))
        script.now = 0.05
        #expect(script.send(.signal(.term)).isEmpty)
    }

    @Test func quitEscalatesAtOnce() {
        var script = running()
        let actions = script.send(.signal(.quit))
        #expect(actions.contains(.send(.term, pid: 102)) && actions.contains(.send(.quit, pid: 103)))
    }

    /// Gunicorn takes two signals out of its queue together, obeys the first and forgets the second.
    @Test func quitSendsNothingBeforeTheEscalation() {
        var script = running()
        #expect(!script.send(.signal(.quit)).contains(.send(.quit, pid: 102)), "its graceful stop")
    }

    @Test func theBudgetEscalatesAndThenKills() {
        var script = running()
        _ = script.send(.signal(.term))
        #expect(script.passDeadline() == [.send(.term, pid: 102)])
        #expect(script.now == 15, "the stage that follows keeps two seconds before the reserve of three")
        #expect(script.passDeadline() == [.send(.term, pid: 102), .send(.quit, pid: 103)])
        #expect(script.now == 17)
        #expect(script.passDeadline() == [.killGroup(pid: 102), .killGroup(pid: 103)])
        #expect(script.now == 20)
        #expect(script.state.nextDeadline == nil)
        _ = script.ends(103, .killed(9))
        #expect(script.ends(102, .killed(9)).last == .finish(.success))
    }

    @Test func aDeathStopsTheOthersAndGivesTheStatus() {
        var script = running()
        #expect(script.ends(103, .killed(9)) == [.killGroup(pid: 103), .send(.quit, pid: 102)])
        #expect(script.ends(102) == [.killGroup(pid: 102), .finish(ExitStatus(137))])
    }

    @Test func aServerThatEndsByItselfWithZeroEndsTheProgramWithZero() {
        var script = running()
        _ = script.ends(103, .exited(0))
        #expect(script.ends(102).last == .finish(.success))
    }

    @Test func aProcessThatAppearsDuringTheStopGetsItsSignal() {
        var script = running(twoServers(restart: .backoff(Backoff())))
        _ = script.ends(102, .killed(9))
        _ = script.send(.signal(.term))
        let late = script.state.handle(.started(.process(0), pid: 200), now: 0)
        #expect(late.contains(.send(.quit, pid: 200)))
    }

    @Test func aRunningReloadDoesNotOutliveTheStop() {
        var plan = twoServers()
        plan.reload = ReloadSpec(step: ProcessSpec("render", "true"), gates: ["nginx"])
        var script = running(plan)
        _ = script.send(.signal(.hup))
        #expect(script.send(.signal(.term)) == [.killGroup(pid: 104), .send(.quit, pid: 102)])
        _ = script.ends(102)
        #expect(script.ends(103) == [.killGroup(pid: 103)], "the reload's end is waited for")
        #expect(script.ends(104, .killed(9)) == [.finish(.success)])
    }
}
