import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// `--help` and the like: Gunicorn prints and ends, and nothing else happens.
@Suite struct AppPlanInformationalTests {
    private func plan(
        _ arguments: [String], _ environment: [String: String] = [:], host: HostProbe = .fake()
    ) -> LaunchPlan {
        AppPlan.serve(ReadApp(environment, host: host, arguments: arguments).configuration)
    }

    @Test(arguments: [["--help"], ["-h"], ["-v"], ["a:b", "--check-config"], ["--print-config", "a:b"]])
    func nothingIsBootstrapped(arguments: [String]) throws {
        let everything = [
            "BOOTSTRAP_SHAPE": "single", "CELERY_APP": "shop", "CELERY_WORKER": "1", "RUN_COLLECTSTATIC": "1",
            "SUPERUSER_PASSWORD": "hunter2",
        ]
        let plan = plan(arguments, everything)
        #expect(plan.steps.isEmpty && plan.reload == nil && plan.ports.isEmpty)
        #expect(plan.pidfiles.isEmpty && plan.obsoleteFiles.isEmpty && plan.ownerships.isEmpty)
        #expect(plan.passesStatusThrough)
        let spec = try #require(plan.processes.first)
        #expect(plan.processes.count == 1 && spec.executable == "python3" && spec.socket == nil)
        #expect(spec.restart == .never)
        let start = ["/run/django-bootstrap/gunicorn", "--config", "/run/django-bootstrap/gunicorn_config.py"]
        #expect(spec.arguments == start + arguments)
    }

    /// Gunicorn reads the file before it prints.
    @Test func ourConfigurationIsThereForIt() {
        let plan = plan(["--print-config"])
        #expect(plan.directories == [DirectorySpec("/run/django-bootstrap")])
        let ours = ["/run/django-bootstrap/gunicorn", "/run/django-bootstrap/gunicorn_config.py"]
        #expect(plan.files.map(\.path) == ours)
        #expect(self.plan(["-c", "own.py", "--print-config"]).files.map(\.path) == [ours[0]])
    }

    @Test func itIsTheProjectsUserAndHasItsSecretsButNotThePassword() throws {
        let host = HostProbe.fake(isRoot: true, accounts: [django])
        let spec = try #require(plan(["--check-config"], ["SUPERUSER_PASSWORD": "x"], host: host).processes.first)
        #expect(spec.user == django)
        #expect(spec.environment.contains { $0.name == "SUPERUSER_PASSWORD" && $0.value == .removed })
    }

    @Test(arguments: [["--help"], ["--version"]]) func noSettingsOfDjangosAreNeeded(arguments: [String]) {
        #expect(ReadApp(["DJANGO_SETTINGS_MODULE": ""], arguments: arguments).problems.isEmpty)
    }
}
