import TestSupport
import Testing

@testable import Launch

@Suite struct ShutdownTimetableTests {
    @Test func theSingleContainer() {
        var plan = twoServers()
        plan.shutdown = ShutdownPolicy(budget: 25)
        plan.shutdown.drain = ShutdownPolicy.Drain(delay: 5, flag: "/f")
        plan.processes[0].listeners = [ListenerSpec(port: 8000, address: .anyIPv4)]
        #expect(
            plan.stopTimetable == [
                "at 0 s: /readyz says no; all is served on for 5 s (DRAIN_DELAY)",
                "then: no new connections; those that have begun are accepted",
                "then: SIGQUIT for nginx",
                "when nginx has ended, at 20 s at the latest: SIGTERM for gunicorn",
                "at 22 s: whatever is left is hurried: SIGTERM for nginx, SIGQUIT for gunicorn",
                "at 25 s: SIGKILL",
            ])
    }

    @Test func theAppOfAPod() {
        var plan = twoServers()
        plan.processes.removeFirst()
        plan.shutdown = ShutdownPolicy(budget: 1)
        plan.shutdown.proxyFolder = "/run/gunicorn"
        #expect(
            plan.stopTimetable == [
                "first: the proxy of the pod finishes, at 0.4 s at the latest; one that is not stopping is not waited for",
                "then: SIGTERM for gunicorn",
                "at 0.8 s: whatever is left is hurried: SIGQUIT for gunicorn",
                "at 1 s: SIGKILL",
            ])
    }
}
