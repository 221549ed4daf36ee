import TestSupport
import Testing

@testable import CeleryRunner
@testable import Launch
@testable import Settings

@Suite struct CeleryPlanTests {
    private func plan(_ arguments: [String]) -> LaunchPlan {
        var reader = SettingsReader(source: EnvironmentSource(["CELERY_APP": "shop"]))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let configuration = CeleryConfiguration(reading: &reader, common: common, host: .fake())
        return CeleryPlan.make(CeleryArguments(arguments), configuration, PlanContext())
    }

    @Test func stalePidfilesAndTheOldStateGo() {
        let plan = plan(["beat", "--pidfile", "b.pid"])
        #expect(plan.pidfiles.map(\.path) == ["/run/celery/celerybeat.pid", "/run/celery/b.pid"])
        #expect(plan.obsoleteFiles == ["/run/celery/beat.state"])
        let package = "/run/django-bootstrap/django_bootstrap_celery"
        #expect(plan.files.allSatisfy { $0.path.hasPrefix(package + "/") })
        #expect(plan.files.contains { $0.path == package + "/__init__.py" })
        #expect(plan.directories.contains(DirectorySpec(package)))
    }

    @Test func aWholePlan() {
        let context = PlanContext(
            warnings: ["of the configuration"], logs: LogPolicy(overflow: .drop, format: .json),
            settings: [SettingReading(name: "CELERY_APP", value: "shop", origin: "environment")])
        let plan = celeryPlan(["inspect", "ping"], ["CELERY_APP": "shop"], context: context)
        var expected = LaunchPlan(
            program: "celery-runner", shutdown: ShutdownPolicy(budget: 25, quickStop: 3), context: context)
        expected.notes = plan.notes
        expected.directories = [DirectorySpec("/run/celery")]
        expected.processes = plan.processes
        expected.passesStatusThrough = true
        expected.state = RunnerStateSpec(.command, layout: Layout(app: "/app", run: "/run", config: "/etc"))
        #expect(plan == expected)
    }

    @Test func otherCommandsArePassedThrough() {
        let plan = plan(["inspect", "ping"])
        #expect(plan.passesStatusThrough && plan.processes[0].group == .shared && plan.files.isEmpty)
    }
}
