import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import Supervision

/// What the operator reads when something happens.
@Suite struct LifecycleEventTests {
    private func lines(_ actions: [SupervisorState.Action], at level: LogThreshold) -> [String] {
        actions.compactMap { if case .emit(let event) = $0, event.level == level { event.sentence } else { nil } }
    }

    private func script(_ restart: RestartPolicy = .never) -> SupervisorScript { running(twoServers(restart: restart)) }

    @Test func aFailedStepIsNamedWithItsStatus() {
        var script = SupervisorScript(twoServers())
        #expect(lines(script.state.handle(.begin, now: 0), at: .info) == ["runs render"])
        _ = script.state.handle(.started(.step(0), pid: 7), now: 0)
        let actions = script.state.handle(.ended(pid: 7, .exited(3)), now: 0)
        #expect(lines(actions, at: .error) == ["cannot start: render failed: exit status 3"])
    }

    @Test func aDeathSaysWhichAndWhatFollows() {
        var script = script()
        let actions = script.state.handle(.ended(pid: 103, .killed(9)), now: 0)
        #expect(lines(actions, at: .error) == ["gunicorn ended: signal 9 (SIGKILL); stopping with status 137"])
    }

    @Test func anEndWithZeroIsNoError() {
        var script = script()
        let actions = script.state.handle(.ended(pid: 103, .exited(0)), now: 0)
        #expect(lines(actions, at: .error).isEmpty)
        #expect(lines(actions, at: .info) == ["gunicorn ended: exit status 0; stopping with status 0"])
    }

    @Test func aRestartSaysWhenAndTheEndOfThemWhy() {
        var script = script(.backoff(Backoff(attempts: 1)))
        let first = script.state.handle(.ended(pid: 103, .killed(11)), now: 0)
        #expect(lines(first, at: .error) == ["gunicorn ended: signal 11 (SIGSEGV); starting it again in 0.5 s"])
        let again = script.state.handle(.tick, now: 0.5)
        #expect(lines(again, at: .info) == ["starts gunicorn again"])
        _ = script.state.handle(.started(.process(1), pid: 200), now: 0.5)
        let second = script.state.handle(.ended(pid: 200, .exited(1)), now: 1)
        #expect(
            lines(second, at: .error) == [
                "gunicorn ended: exit status 1; restart limit reached (1 in 300 s); stopping with status 1"
            ])
    }

    @Test func aStopSaysItsTimeAndEachEnd() {
        var script = script()
        let stop = script.state.handle(.signal(.term), now: 0)
        #expect(lines(stop, at: .info) == ["received SIGTERM, stops within 20 s"])
        let end = script.state.handle(.ended(pid: 102, .exited(0)), now: 1)
        #expect(lines(end, at: .info) == ["nginx stopped: exit status 0"])
    }

    @Test func escalatingAndKillingSayWhy() {
        var script = script()
        _ = script.state.handle(.signal(.term), now: 0)
        #expect(
            lines(script.state.handle(.tick, now: 15), at: .warning) == [
                "later stages need the rest of the time: sends SIGTERM to nginx"
            ])
        #expect(
            lines(script.state.handle(.signal(.int), now: 16), at: .warning) == [
                "received a second SIGINT: sends SIGTERM to nginx",
                "received a second SIGINT: sends SIGQUIT to gunicorn",
            ])
        #expect(
            lines(script.state.handle(.tick, now: 20), at: .error) == [
                "kills nginx: it did not stop in time", "kills gunicorn: it did not stop in time",
            ])
    }

    @Test func aFailedReloadSaysThatTheOldOneStays() {
        var plan = twoServers()
        plan.reload = ReloadSpec(step: ProcessSpec("nginx configuration", "true"), gates: ["nginx"])
        var script = running(plan)
        _ = script.send(.signal(.hup))
        let actions = script.state.handle(.ended(pid: 104, .exited(78)), now: 0)
        #expect(
            lines(actions, at: .error) == [
                "cannot reload: nginx configuration failed: exit status 78; the old configuration stays in use"
            ])
    }

    @Test func whatIsNotEssentialIsNamed() {
        var plan = twoServers()
        plan.processes[1].isEssential = false
        var script = running(plan)
        let actions = script.state.handle(.ended(pid: 103, .exited(2)), now: 0)
        #expect(lines(actions, at: .error) == ["gunicorn ended: exit status 2; continuing without it"])
    }

    @Test func aGateSaysWhatIsWaitedForAndHowItEnded() {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown.gates = [drainGate(5, flag: "/f"), portGate]
        var proxy = running(plan)
        let stop = proxy.state.handle(.signal(.term), now: 0)
        #expect(lines(stop, at: .info).last == "draining: /readyz answers 503, still serving for 5 s")
        plan.shutdown.gates = [peerGate("/r")]
        for (state, now, level, line) in [
            (PeerState.gone, 1.0, LogThreshold.info, "the proxy has drained"),
            (.serving, 2, .info, "the proxy is not stopping; continuing the shutdown without it"),
        ] {
            var app = running(plan)
            _ = app.state.handle(.signal(.term), now: 0)
            #expect(lines(app.state.handle(.peer(state), now: now), at: level).contains(line))
        }
        var app = running(plan)
        _ = app.state.handle(.signal(.term), now: 0)
        #expect(
            lines(app.state.handle(.tick, now: 15), at: .warning) == [
                "timed out after 15 s waiting for the proxy to drain; continuing the shutdown"
            ])
    }

    @Test func connectionsThatAreNotAcceptedInTimeAreNamed() {
        let event = LifecycleEvent.gateLeft(portGate, .timedOut, seconds: 2)
        #expect(event.level == .warning)
        #expect(
            event.sentence
                == "timed out after 2 s waiting for nginx to accept connections; those that wait are cut off")
    }

    @Test func theFactsAreFieldsToo() {
        let exit = LifecycleEvent.restartScheduled("gunicorn", .ended(pid: 7, .killed(9)), seconds: 0.5)
        #expect(
            exit.fields == [
                "event": "restart_scheduled", "process": "gunicorn", "pid": "7", "signal": "SIGKILL", "status": "137",
                "seconds": "0.5",
            ])
        #expect(
            LifecycleEvent.escalated("nginx", pid: 8, .term, .budget).fields == [
                "event": "escalated", "process": "nginx", "pid": "8", "signal": "SIGTERM",
            ])
        #expect(
            LifecycleEvent.gateLeft(portGate, .timedOut, seconds: 2).fields == [
                "event": "gate_left", "gate": "listeners", "outcome": "timedOut", "seconds": "2",
            ])
        #expect(
            LifecycleEvent.processExited("worker", .notStarted(.notFound), then: .continues).fields == [
                "event": "process_exited", "process": "worker", "status": "127",
            ])
    }
}
