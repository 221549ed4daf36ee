import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// Where secrets go, and where they never do.
@Suite struct AppPlanSecretsTests {
    private let environment = [
        "DJANGO_SETTINGS_MODULE": "shop.settings", "BOOTSTRAP_SHAPE": "single", "CELERY_APP": "shop",
        "CELERY_WORKER": "1", "CELERY_BEAT": "1", "RUN_COLLECTSTATIC": "1", "SECRETS_DIR": "/s",
        "SUPERUSER_PASSWORD_FILE": "/f/password", "CELERY_BROKER": "redis://:hunter2@mq",
        "GUNICORN_CMD_ARGS": "--statsd-host redis://:hunter2@h",
    ]

    private func configuration(
        serves: Bool = true, isRoot: Bool = true, without: Set<String> = []
    ) -> AppConfiguration {
        let files = EnvironmentSource.Files(
            read: { .success("hunter2 in \($0)\n") }, list: { _ in .success(["DATABASE_URL", "API_KEY"]) })
        let variables = environment.filter { !without.contains($0.key) }
        let source = SecretFiles.load(variables, settings: SettingsCatalog.all, files: files).source
        var reader = SettingsReader(source: source)
        let host = HostProbe.fake(isRoot: isRoot, accounts: isRoot ? [django, nginx] : [])
        let common = CommonConfiguration(reading: &reader, host: host)
        defer { #expect(reader.problems.isEmpty) }
        return AppConfiguration(
            reading: &reader, common: common, host: host, arguments: ["shop.wsgi"], serves: serves,
            proxyProgram: "/bin/proxy")
    }

    private func names(_ spec: ProcessSpec) -> Set<String> {
        Set(spec.environment.filter { if case .secret = $0.value { true } else { false } }.map(\.name))
    }

    @Test(arguments: [true, false]) func noPlanAndNoCommandLineShowsOne(isRoot: Bool) {
        let serving = configuration(isRoot: isRoot)
        let oneShot = configuration(serves: false, isRoot: isRoot)
        for plan in [AppPlan.serve(serving), AppPlan.migrate(oneShot), AppPlan.collectstatic(oneShot)] {
            for form in [plan.text, plan.json, "\(plan)", String(reflecting: plan.steps)] {
                #expect(!form.contains("hunter2"))
            }
            for spec in plan.steps + plan.processes {
                #expect(!spec.arguments.contains { $0.contains("hunter2") }, "\(spec.name)")
            }
        }
    }

    @Test(arguments: [true, false]) func noDumpOfTheConfigurationShowsOne(serves: Bool) {
        let configuration = configuration(serves: serves, without: ["GUNICORN_CMD_ARGS"])
        var dumped = ""
        dump(configuration, to: &dumped)
        for form in [dumped, "\(configuration)", String(reflecting: configuration)] {
            #expect(!form.contains("hunter2"))
            #expect(form.contains("DATABASE_URL"), "the names may be seen")
        }
    }

    @Test func filesReachEveryProcessOfTheProjects() throws {
        let plan = AppPlan.serve(configuration())
        let bootstrap = try #require(plan.steps.first { $0.name == "bootstrap" })
        #expect(names(bootstrap) == ["DATABASE_URL", "API_KEY", "SUPERUSER_PASSWORD"])
        for name in ["gunicorn", "worker", "beat"] {
            let spec = try #require(plan.processes.first { $0.name == name })
            #expect(names(spec).isSuperset(of: ["DATABASE_URL", "API_KEY"]), "\(name)")
            #expect(!names(spec).contains("SUPERUSER_PASSWORD"), "\(name)")
            #expect(spec.environment.contains { $0.name == "SUPERUSER_PASSWORD" && $0.value == .removed }, "\(name)")
        }
    }

    @Test func nginxGetsNone() throws {
        let plan = AppPlan.serve(configuration())
        let render = try #require(plan.steps.first)
        let server = try #require(plan.processes.first)
        #expect(render.name == "nginx configuration check" && server.name == "nginx")
        #expect(names(render).isEmpty && names(server).isEmpty)
    }

    @Test func aPasswordFromAFileMakesTheSuperuser() {
        #expect(AppPlan.migrate(configuration(serves: false)).steps[0].arguments.contains("--superuser"))
        #expect(AppPlan.serve(configuration()).steps[1].arguments.contains("--superuser"))
    }

    @Test func theSwitchedUsersHomeIsSet() throws {
        let plan = AppPlan.serve(configuration())
        for spec in plan.processes where spec.user != nil {
            let home = spec.environment.first { $0.name == "HOME" }
            #expect(home?.value == .plain("/home/django"), "\(spec.name)")
        }
        #expect(plan.processes.filter { $0.user == nil }.map(\.name) == ["nginx"], "its workers switch by themselves")
    }

    @Test func withoutRootNobodyIsSwitchedAndNothingChowned() {
        let plan = AppPlan.serve(configuration(isRoot: false))
        #expect((plan.steps + plan.processes).allSatisfy { $0.user == nil && $0.socket?.owner == nil })
        #expect(plan.ownerships.isEmpty && plan.directories.allSatisfy { $0.owner == nil })
    }
}
