import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

/// The driver against a script of waits: what it asks of the world, and with which deadline.
@Suite struct SupervisorDriverLifeTests {
    private final class Script {
        var deadlines: [Double?] = []
        var killed: [Int32] = []
        var sent: [String] = []
        var lines: [String] = []
        var started: [String] = []
        var now = 0.0

        /// Each wait takes the clock to the time and gives the events.
        func run(_ plan: LaunchPlan, _ waits: [(Double, [SupervisorState.Event])]) -> ExitStatus {
            var waits = waits
            var driver = SupervisorDriver(
                plan: plan,
                io: SupervisorIO(
                    start: {
                        self.started.append($0.name)
                        return .success(Int32(99 + self.started.count))
                    },
                    send: { self.sent.append("\($0.name) \($1)") }, killGroup: { self.killed.append($0) },
                    emit: { self.lines.append("\($0.level) \($0.sentence)") }, now: { self.now },
                    wait: {
                        self.deadlines.append($0)
                        let (time, events) = waits.removeFirst()
                        self.now = time
                        return events
                    }))
            return driver.run()
        }
    }

    private var servers: LaunchPlan {
        var plan = twoServers()
        plan.steps = []
        return plan
    }

    @Test func anIdleProgramWaitsWithoutADeadline() {
        let script = Script()
        let status = script.run(
            servers,
            [(5, []), (9, [.signal(.term)]), (10, [.ended(pid: 100, .exited(0)), .ended(pid: 101, .exited(0))])])
        #expect(status == .success)
        #expect(script.deadlines == [nil, nil, 24], "15 seconds for the first stage, from 9 on")
    }

    @Test func aWaitThatEndsEarlyIsNoDeadline() {
        let script = Script()
        _ = script.run(
            servers,
            [
                (0, [.signal(.term)]), (14.9, []), (15, []), (15, [.ended(pid: 100, .exited(0))]),
                (16, [.ended(pid: 101, .exited(0))]),
            ])
        #expect(script.sent == ["SIGQUIT 100", "SIGTERM 100", "SIGTERM 101"])
    }

    @Test func anEventAtTheDeadlineComesBeforeIt() {
        let script = Script()
        _ = script.run(
            servers,
            [(0, [.signal(.term)]), (15, [.ended(pid: 100, .exited(0))]), (16, [.ended(pid: 101, .exited(0))])])
        #expect(script.sent == ["SIGQUIT 100", "SIGTERM 101"], "what has just ended gets no escalation")
    }

    @Test func aRestartHappensAtItsTime() {
        let script = Script()
        var plan = servers
        plan.processes[0].restart = .backoff(Backoff())
        let status = script.run(
            plan,
            [
                (1, [.ended(pid: 100, .killed(9))]), (1.5, []), (2, [.ended(pid: 101, .exited(4))]),
                (3, [.ended(pid: 102, .exited(0))]),
            ])
        #expect(script.started == ["nginx", "gunicorn", "nginx"])
        #expect(script.deadlines == [nil, 1.5, nil, 17])
        #expect(status == ExitStatus(4))
    }

    @Test func nothingStaysBehindWhenItEnds() {
        let script = Script()
        var plan = servers
        plan.passesStatusThrough = true
        #expect(script.run(plan, [(1, [.ended(pid: 100, .exited(6))])]) == ExitStatus(6))
        #expect(script.killed == [100, 101])
    }

    @Test func nothingIsDoneAfterTheEnd() {
        let script = Script()
        var plan = twoServers()
        plan.processes = []
        let waits: [(Double, [SupervisorState.Event])] = [(1, [.ended(pid: 100, .exited(2)), .signal(.term)])]
        #expect(script.run(plan, waits) == ExitStatus(2))
        #expect(script.started == ["render"] && script.sent.isEmpty)
        #expect(script.lines.contains("error cannot start: render failed: exit status 2"))
    }
}
