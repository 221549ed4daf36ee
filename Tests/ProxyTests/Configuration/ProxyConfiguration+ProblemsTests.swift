import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import Settings

@Suite struct ProxyConfigurationProblemsTests {
    private func problems(_ environment: [String: String]) -> [String] {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        _ = ProxyConfiguration(reading: &reader, common: common, host: .fake())
        return reader.problems.map(\.place)
    }

    @Test func allProblemsAtOnce() {
        let wrong = ["PORT": "0", "NGINX_CLIENT_MAX_BODY_SIZE": "20m; } server {", "HEALTH_PATH": "x y"]
        #expect(Set(problems(wrong)) == Set(wrong.keys))
    }

    @Test func theStatusPortIsAnother() {
        #expect(problems(["PORT": "8001"]) == ["STATUS_PORT"])
    }

    @Test func connectionsFitTheLimitOnOpenFiles() {
        let wide = proxyConfiguration()
        #expect(wide.workerConnections == 16_384 && wide.openFiles == 32_768)
        let narrow = proxyConfiguration(host: .fake(openFileLimit: 1024))
        #expect(narrow.workerConnections == 512 && narrow.openFiles == 1024)
    }

    @Test func thePlanTestsBeforeItRuns() {
        let configuration = proxyConfiguration()
        var reader = SettingsReader(source: EnvironmentSource([:]))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let plan = ProxyPlan.make(configuration, common: common, executable: "/bin/proxy", PlanContext())
        #expect(plan.steps.map(\.arguments) == [["render"]] && plan.steps[0].executable == "/bin/proxy")
        #expect(plan.processes.map(\.name) == ["nginx"])
        #expect(plan.processes[0].stop == StopPolicy(signal: .quit, escalation: .term, stage: 0))
        #expect(plan.reload?.gates == ["nginx"])
        #expect(plan.ports.map(\.number) == [8000, 8001])
    }
}
