import BootstrapPython
import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// `app-runner migrate` and `app-runner collectstatic`, as values.
@Suite struct AppPlanOneShotTests {
    private let asRoot = HostProbe.fake(isRoot: true, accounts: [django, nginx])
    private let makers: [@Sendable (AppConfiguration) -> LaunchPlan] = [AppPlan.migrate, AppPlan.collectstatic]

    private func configuration(_ environment: [String: String] = [:], host: HostProbe = .fake()) -> AppConfiguration {
        let read = ReadApp(environment, host: host, arguments: [], serves: false)
        #expect(read.problems.isEmpty)
        return read.configuration
    }

    @Test(arguments: ["pod", "single"]) func oneStepAndItsStatus(shape: String) {
        for make in makers {
            let plan = make(configuration(["BOOTSTRAP_SHAPE": shape]))
            #expect(plan.steps.count == 1 && plan.processes.isEmpty && plan.passesStatusThrough)
            #expect(plan.ports.isEmpty && plan.reload == nil && plan.pidfiles.isEmpty)
            let names = BootstrapPython.files.map { "/run/django-bootstrap/\($0.path)" }
            #expect(plan.files.map(\.path) == names && names.count > 20)
            #expect(names.contains("/run/django-bootstrap/django_bootstrap.py"))
            #expect(plan.directories.contains(DirectorySpec("/run/django-bootstrap/django_bootstrap")))
        }
    }

    @Test func asRootTheStaticFoldersAreMadeForDjangoWhenTheyAreFilled() {
        let media = ["/app/media", "/app/mediafiles"].map { OwnershipSpec($0, owner: django) }
        let folders = ["/app/static", "/app/staticfiles"].map { OwnershipSpec($0, owner: django, create: true) }
        let configuration = configuration(host: asRoot)
        #expect(AppPlan.migrate(configuration).ownerships == media)
        #expect(AppPlan.collectstatic(configuration).ownerships == media + folders)
        #expect(AppPlan.collectstatic(self.configuration()).ownerships.isEmpty, "without root there is no chown")
    }

    @Test func theFoldersOfTheProjectMove() {
        let plan = AppPlan.collectstatic(
            configuration(["BOOTSTRAP_APP_DIR": "/srv/a", "BOOTSTRAP_RUN_DIR": "/tmp/r"], host: asRoot))
        #expect(plan.ownerships.allSatisfy { $0.path.hasPrefix("/srv/a/") })
        #expect(plan.directories.allSatisfy { $0.path.hasPrefix("/tmp/r/") })
    }

    @Test func theBudgetIsTheSetting() {
        for make in makers {
            #expect(make(configuration(["SHUTDOWN_TIMEOUT": "4"])).shutdown == ShutdownPolicy(budget: 4))
        }
    }

    /// The password is for the process that makes the superuser alone.
    @Test func collectstaticNeedsNoPassword() throws {
        let source = SecretFiles.load(
            ["DJANGO_SETTINGS_MODULE": "s", "SUPERUSER_PASSWORD_FILE": "/f"], settings: SettingsCatalog.all,
            files: EnvironmentSource.Files(read: { _ in .success("hunter2") }, list: { _ in .success([]) })
        ).source
        var reader = SettingsReader(source: source)
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let configuration = AppConfiguration(
            reading: &reader, common: common, host: .fake(), arguments: [], serves: false, proxyProgram: "proxy")
        let given = { (plan: LaunchPlan) -> EnvironmentChange.Value? in
            plan.steps.first?.environment.last { $0.name == "SUPERUSER_PASSWORD" }?.value
        }
        #expect(given(AppPlan.migrate(configuration)) == .secret(Secret("hunter2")))
        #expect(given(AppPlan.collectstatic(configuration)) == .removed)
    }

    @Test func theTestOfNginxNeedsNoPassword() throws {
        let read = ReadApp(["BOOTSTRAP_SHAPE": "single", "SUPERUSER_PASSWORD": "hunter2"])
        let render = try #require(AppPlan.serve(read.configuration).steps.first)
        #expect(!render.inherits.allows("SUPERUSER_PASSWORD", isEmpty: false))
    }
}
