import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import Settings

@Suite struct NginxProcessTests {
    private let spec = NginxProcess.spec(configuration())

    static func configuration(host: HostProbe = .fake()) -> ProxyConfiguration {
        var reader = SettingsReader(source: EnvironmentSource(["BOOTSTRAP_RUN_DIR": "/tmp/a b", "PORT": "80"]))
        let common = CommonConfiguration(reading: &reader, host: host)
        return ProxyConfiguration(reading: &reader, common: common, host: host)
    }

    @Test func itRunsInTheForegroundWithTheRenderedTree() {
        #expect(
            spec.commandLine == "nginx -e stderr -c '/tmp/a b/nginx/conf/nginx.conf' -g 'daemon off;'")
        #expect(spec.user == nil, "its master opens the ports; the workers are switched by its own configuration")
        #expect(spec.workingDirectory == nil && spec.socket == nil && spec.restart == .never)
    }

    @Test func itDrainsFirstAndIsCutWhenHurried() {
        #expect(spec.stop == StopPolicy(signal: .quit, escalation: .term, stage: 0))
        #expect(spec.group == .own)
    }

    @Test func itGetsTheSignalsThatItUnderstands() {
        #expect(spec.forwards == [.hup: .hup, .usr1: .usr1])
    }

    @Test func itGetsOurListenersAsThoseOfABinaryThatItReplaces() {
        #expect(spec.listeners.map(\.text) == ["127.0.0.1:80", "[::1]:80", "127.0.0.1:8001", "[::1]:8001"])
        #expect(spec.environment.map(\.text).contains("NGINX=3;4;5;6;"))
        #expect(spec.orphans == .drained(by: .quit))
    }

    @Test func withoutListenersItIsToldOfNone() {
        let spec = NginxProcess.spec(Self.configuration(host: .fake(usersFiles: ["/etc/nginx/nginx.conf"])))
        #expect(spec.listeners.isEmpty && spec.environment.map(\.text).contains("NGINX unset"))
        #expect(
            NginxProcess.renderStep(proxy: "/bin/proxy", Self.configuration()).environment.map(\.text).contains(
                "NGINX unset"))
    }

    @Test func whatItNeedsIsPreparedInThePlan() {
        var plan = LaunchPlan(program: "proxy", shutdown: ShutdownPolicy(budget: 1))
        var reader = SettingsReader(source: EnvironmentSource(["BOOTSTRAP_RUN_DIR": "/r", "DRAIN_DELAY": "7"]))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        NginxProcess.prepare(&plan, ProxyConfiguration(reading: &reader, common: common, host: .fake()))
        guard case .delay(let drain)? = plan.shutdown.gates.first else {
            Issue.record("no drain")
            return
        }
        #expect(drain.seconds == 7 && drain.flag == "/r/nginx/draining")
        #expect(plan.obsoleteFiles == ["/r/nginx/draining"])
        #expect(plan.directories == [DirectorySpec("/r/nginx")])
        #expect(plan.pidfiles.map(\.path) == ["/r/nginx.pid", "/r/nginx/nginx.pid"])
        #expect(NginxProcess.renderStep(proxy: "/bin/proxy", Self.configuration()).arguments == ["render"])
    }
}
