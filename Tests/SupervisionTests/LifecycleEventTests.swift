import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import Supervision

/// What the operator reads when something happens.
@Suite struct SupervisorLogLineTests {
    private func lines(_ actions: [SupervisorState.Action], at level: LogThreshold) -> [String] {
        actions.compactMap { if case .log(level, let text) = $0 { text } else { nil } }
    }

    private func script(_ restart: RestartPolicy = .never) -> SupervisorScript { running(twoServers(restart: restart)) }

    @Test func aFailedStepIsNamedWithItsStatus() {
        var script = SupervisorScript(twoServers())
        #expect(lines(script.state.handle(.begin, now: 0), at: .info) == ["runs render"])
        _ = script.state.handle(.started(.step(0), pid: 7), now: 0)
        let actions = script.state.handle(.ended(pid: 7, .exited(3)), now: 0)
        #expect(lines(actions, at: .error) == ["cannot start: render failed: exit status 3"])
    }

    @Test func aDeathSaysWhoAndWhatFollows() {
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
                "gunicorn ended: exit status 1, after 1 restarts in 300 s; stopping with status 1"
            ])
    }

    @Test func aStopSaysItsTimeAndEachEnd() {
        var script = script()
        let stop = script.state.handle(.signal(.term), now: 0)
        #expect(lines(stop, at: .info) == ["received SIGTERM, stops within 20 s"])
        let end = script.state.handle(.ended(pid: 102, .exited(0)), now: 1)
        #expect(lines(end, at: .info) == ["nginx stopped: exit status 0"])
    }

    @Test func hurryingAndKillingSayWhy() {
        var script = script()
        _ = script.state.handle(.signal(.term), now: 0)
        #expect(lines(script.state.handle(.tick, now: 15), at: .warning) == ["nginx is slow to stop: hurried"])
        #expect(
            lines(script.state.handle(.signal(.int), now: 16), at: .warning) == [
                "second SIGINT: hurries nginx", "second SIGINT: hurries gunicorn",
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

    @Test func whatIsNotEssentialIsGivenUpAloud() {
        var plan = twoServers()
        plan.processes[1].isEssential = false
        var script = running(plan)
        let actions = script.state.handle(.ended(pid: 103, .exited(2)), now: 0)
        #expect(lines(actions, at: .error) == ["gunicorn ended: exit status 2; given up, goes on without it"])
    }
}
