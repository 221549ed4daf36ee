import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import Settings

@Suite struct ProxyPlanTests {
    private func plan(
        _ environment: [String: String] = [:], host: HostProbe = .fake(), context: PlanContext = PlanContext()
    ) -> LaunchPlan {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = ProxyConfiguration(reading: &reader, common: common, host: host)
        #expect(reader.problems.isEmpty)
        return ProxyPlan.make(configuration, common: common, executable: "/usr/bin/proxy", context)
    }

    @Test func theWholePlan() {
        let all = [IPAddress.anyIPv4, .anyIPv6]
        let none = EnvironmentChange("NGINX", .removed, origin: "our listeners")
        let four = EnvironmentChange("NGINX", .plain("3;4;5;6;"), origin: "our listeners")
        let render = ProcessSpec(
            "nginx configuration", "/usr/bin/proxy", ["render"], environment: [none],
            inherits: NginxEnvironment.render([]),
            privileges: .noNew)
        let context = PlanContext(
            warnings: ["of the configuration"], logs: LogPolicy(overflow: .drop, format: .json),
            settings: [SettingReading(name: "PORT", value: "8000", origin: "environment")])
        var expected = LaunchPlan(program: "proxy", shutdown: ShutdownPolicy(budget: 25), context: context)
        expected.warnings = ["of the configuration", TrustedProxies.everyone.warning ?? ""]
        expected.notes = plan().notes
        #expect(expected.notes.map { $0.hasPrefix("no Nginx module at /usr/lib/nginx/modules/") } == [true])
        expected.directories = [DirectorySpec("/run/nginx")]
        expected.shutdown.gates = [
            .delay(
                DelayGate(
                    seconds: 5, flag: "/run/nginx/draining", announcement: "draining: /readyz answers 503",
                    variable: "DRAIN_DELAY")),
            .listeners(ListenerGate(process: "nginx", listeners: .tcp, handshake: 0.3, timeout: .seconds(2))),
        ]
        expected.servingMark = "/run/gunicorn"
        expected.obsoleteFiles = ["/run/nginx/draining"]
        expected.pidfiles = ["/run/nginx.pid", "/run/nginx/nginx.pid"].map { PidfileSpec($0, program: "nginx") }
        expected.ports = [
            PortSpec(8000, variable: "PORT", addresses: all), PortSpec(8001, variable: "STATUS_PORT", addresses: all),
        ]
        expected.steps = [render]
        expected.processes = [
            ProcessSpec(
                "nginx", "nginx", ["-e", "stderr", "-c", "/run/nginx/conf/nginx.conf", "-g", "daemon off;"],
                environment: [four], inherits: NginxEnvironment.server([]), privileges: .noNew,
                stop: StopPolicy(signal: .quit, escalation: .term, stage: 0), forwards: [.hup: .hup, .usr1: .usr1])
        ]
        expected.processes[0].listeners = [8000, 8001].flatMap { port in
            all.map { ListenerSpec(port: port, address: $0) }
        }
        expected.processes[0].pidfile = "/run/nginx.pid"
        expected.processes[0].programOwner = .root
        expected.processes[0].orphans = .drained(by: .quit)
        expected.reload = ReloadSpec(
            step: render, gates: ["nginx"],
            watch: WatchSpec(
                ["/run/gunicorn/site", "/run/gunicorn/site.immutable"], notice: "site file changed: reloading Nginx"))
        #expect(plan(context: context) == expected)
    }

    @Test func theSettingsReachIt() {
        let plan = plan([
            "PORT": "80", "STATUS_PORT": "81", "SHUTDOWN_TIMEOUT": "9", "BOOTSTRAP_RUN_DIR": "/tmp/r",
        ])
        #expect(plan.ports.map(\.number) == [80, 81] && plan.shutdown.budget == 9)
        #expect(plan.directories.map(\.path) == ["/tmp/r/nginx"])
        #expect(plan.reload?.watch?.paths == ["/tmp/r/gunicorn/site", "/tmp/r/gunicorn/site.immutable"])
        #expect(plan.pidfiles.map(\.path) == ["/tmp/r/nginx.pid", "/tmp/r/nginx/nginx.pid"])
        #expect(plan.processes[0].arguments.contains("/tmp/r/nginx/conf/nginx.conf"))
    }

    /// Nginx opens its ports and logs as root, and switches its workers by itself.
    @Test func asRootNobodyIsSwitchedByUs() {
        let plan = plan(host: .fake(isRoot: true, accounts: [nginx, django]))
        #expect(plan.processes[0].user == nil && plan.steps[0].user == nil)
        #expect(plan.ownerships.isEmpty && plan.directories.allSatisfy { $0.owner == nil })
    }

    @Test func theDrainDelayIsAFifthOfAShortBudget() {
        #expect(plan(["SHUTDOWN_TIMEOUT": "25"]).drainSeconds == 5)
        #expect(plan(["SHUTDOWN_TIMEOUT": "9"]).drainSeconds == 1)
        #expect(plan(["SHUTDOWN_TIMEOUT": "1"]).drainSeconds == 0)
    }

    @Test func theShapeChangesNothing() {
        #expect(plan(["BOOTSTRAP_SHAPE": "single", "DRAIN_DELAY": "5"]) == plan())
        #expect(plan(["BOOTSTRAP_SHAPE": "single"]).drainSeconds == 0, "but for the drain delay's default")
    }

    @Test func noSecretIsInIt() {
        let secret = [
            "SUPERUSER_PASSWORD": "hunter2", "DATABASE_URL": "postgres://u:hunter2@db", "SECRET_KEY": "hunter2",
        ]
        let plan = plan(secret)
        #expect(!plan.text.contains("hunter2") && !plan.json.contains("hunter2") && !"\(plan)".contains("hunter2"))
    }

    @Test func aDeathIsTheContainers() {
        #expect(plan().processes.allSatisfy { $0.restart == .never && $0.isEssential && $0.group == .own })
        #expect(!plan().passesStatusThrough)
    }
}

extension LaunchPlan {
    fileprivate var drainSeconds: Double? {
        if case .delay(let gate)? = shutdown.gates.first { gate.seconds } else { nil }
    }
}
