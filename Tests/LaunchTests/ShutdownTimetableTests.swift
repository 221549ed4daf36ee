import TestSupport
import Testing

@testable import Launch

@Suite struct ShutdownTimetableTests {
    @Test func theSingleContainer() {
        var plan = twoServers()
        plan.shutdown = ShutdownPolicy(budget: 25)
        plan.shutdown.gates = [
            .delay(
                DelayGate(
                    seconds: 5, flag: "/f", announcement: "draining: /readyz answers 503", variable: "DRAIN_DELAY")),
            .listeners(ListenerGate(process: "nginx", listeners: .tcp, timeout: .seconds(2))),
        ]
        plan.processes[0].listeners = [ListenerSpec(port: 8000, address: .anyIPv4)]
        #expect(
            plan.stopTimetable == [
                "at 0 s: draining: /readyz answers 503, still serving for 5 s (DRAIN_DELAY)",
                "then: new connections are dropped; established ones are accepted",
                "then: SIGQUIT for nginx",
                "when nginx has ended, at 20 s at the latest: SIGTERM for gunicorn",
                "at 22 s: escalation: SIGTERM for nginx, SIGQUIT for gunicorn",
                "at 25 s: SIGKILL",
            ])
    }

    @Test func theAppOfAPod() {
        var plan = twoServers()
        plan.processes.removeFirst()
        plan.shutdown = ShutdownPolicy(budget: 1)
        plan.shutdown.gates = [.peer(PeerGate(name: "the proxy", folder: "/run/gunicorn"))]
        #expect(
            plan.stopTimetable == [
                "first: the proxy drains, at 0.4 s at the latest; no wait if it is not stopping",
                "then: SIGTERM for gunicorn",
                "at 0.8 s: escalation: SIGQUIT for gunicorn",
                "at 1 s: SIGKILL",
            ])
    }
}
