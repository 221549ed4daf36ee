import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

@Suite struct AppPlanTests {
    private static let nginx = Account(name: "nginx", uid: 101, gid: 101, groups: [101, 107], home: "/")
    private let asRoot = HostProbe.fake(isRoot: true, accounts: [nginx, django])

    private func read(
        _ environment: [String: String], host: HostProbe = .fake(), arguments: [String] = ["a:b"], serves: Bool = true
    ) -> (AppConfiguration, SettingsReader) {
        var full = ["DJANGO_SETTINGS_MODULE": "a.settings"]
        full.merge(environment) { $1 }
        var reader = SettingsReader(source: EnvironmentSource(full))
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = AppConfiguration(
            reading: &reader, common: common, host: host, arguments: arguments, serves: serves,
            proxyProgram: "/bin/proxy")
        return (configuration, reader)
    }

    private func plan(
        _ environment: [String: String] = [:], host: HostProbe = .fake(), arguments: [String] = ["a:b"]
    ) -> LaunchPlan {
        AppPlan.serve(read(environment, host: host, arguments: arguments).0)
    }

    @Test func aPodBootstrapsAndServes() throws {
        let plan = plan()
        #expect(plan.steps.map(\.name) == ["bootstrap"] && plan.processes.map(\.name) == ["gunicorn"])
        let config = "/run/django-bootstrap/gunicorn_config.py"
        #expect(
            plan.steps[0].arguments == [
                "/run/django-bootstrap/django_bootstrap.py", "--start-timeout", "600", "--check-gunicorn", "--wait",
                "60", "--migrate", "--site", "/run/gunicorn/site", "--app", "/app", "--",
                "--config", config, "a:b",
            ])
        let gunicorn = try #require(plan.processes.first)
        #expect(gunicorn.arguments == ["/run/django-bootstrap/gunicorn", "--config", config, "a:b"])
        #expect(
            gunicorn.socket == SocketSpec(path: "/run/gunicorn/gunicorn.sock", mode: 0o660, backlog: 2048, owner: nil))
        #expect(gunicorn.restart == .never && gunicorn.user == nil)
        #expect(plan.ports.isEmpty && plan.ownerships.isEmpty)
        #expect(plan.pidfiles.map(\.path) == ["/run/gunicorn/gunicorn.pid"])
        #expect(plan.processes.last?.pidfile == "/run/gunicorn/gunicorn.pid")
    }

    @Test(
        arguments: [
            (["SKIP_MIGRATIONS": "1"], ["--start-timeout", "600", "--database-timeout", "60"]),
            (
                ["SKIP_MIGRATIONS": "1", "RUN_COLLECTSTATIC": "1"],
                ["--start-timeout", "600", "--check-gunicorn", "--database-timeout", "60", "--collectstatic"]
            ),
            (
                ["SUPERUSER_PASSWORD": "x"],
                ["--start-timeout", "600", "--check-gunicorn", "--wait", "60", "--migrate", "--superuser"]
            ),
            (
                ["SKIP_MIGRATIONS": "no", "DATABASE_WAIT_TIMEOUT": "5"],
                ["--start-timeout", "600", "--check-gunicorn", "--wait", "5", "--migrate"]
            ),
        ] as [([String: String], [String])]) func theHelperDoesWhatIsAsked(
            environment: [String: String], flags: [String]
        )
    {
        let step = plan(environment).steps.first
        let site = ["--site", "/run/gunicorn/site", "--app", "/app"]
        #expect(step?.arguments.dropFirst().prefix { $0 != "--" }.map { $0 } == flags + site)
    }

    @Test func asRootEverythingBelongsToDjango() {
        let plan = plan(["RUN_COLLECTSTATIC": "1"], host: asRoot)
        #expect(plan.steps[0].user == django && plan.processes[0].user == django)
        #expect(plan.processes[0].socket?.owner == django)
        #expect(plan.ownerships.filter { !$0.create }.map(\.path) == ["/app/media", "/app/mediafiles"])
        #expect(plan.ownerships.filter(\.create).map(\.path) == ["/app/static", "/app/staticfiles"])
        #expect(plan.directories.first { $0.path == "/run/gunicorn" }?.owner == django)
    }

    @Test func theSingleContainerRunsNginxToo() {
        let plan = plan(["BOOTSTRAP_SHAPE": "single"])
        #expect(
            plan.steps.map(\.name) == ["nginx configuration check", "bootstrap", "nginx configuration"],
            "Nginx files before the database; again when the settings are known")
        #expect(plan.steps[0].arguments == ["render", "--quiet"], "the second run says the rest")
        #expect(plan.steps[2].arguments == ["render"] && plan.reload?.step == plan.steps[2])
        #expect(plan.steps[0].executable == "/bin/proxy")
        #expect(plan.stopStages.map { $0.map(\.name) } == [["nginx"], ["gunicorn"]])
        #expect(plan.ports.map(\.number) == [8000, 8001] && plan.reload?.gates == ["nginx"])
        #expect(plan.processes.allSatisfy { $0.restart != .never && $0.isEssential })
    }

    @Test func celeryInsideIsAskedForByItsSwitches() {
        let environment = [
            "BOOTSTRAP_SHAPE": "single", "CELERY_APP": "shop", "CELERY_WORKER": "1", "CELERY_BEAT": "1",
            "ESSENTIAL_PROCESSES": "nginx,gunicorn",
        ]
        let plan = plan(environment)
        #expect(plan.processes.map(\.name) == ["nginx", "gunicorn", "worker", "beat"])
        #expect(plan.processes.map(\.isEssential) == [true, true, false, false])
        #expect(plan.processes[2].arguments.starts(with: ["--app", "shop", "worker", "--pool", "solo"]))
        #expect(plan.pidfiles.map(\.path).suffix(2) == ["/run/celery/worker.pid", "/run/celery/beat.pid"])
        #expect(plan.steps[1].arguments.contains("--check-celery"))
        #expect(
            self.plan(["RESTART_LIMIT": "0", "BOOTSTRAP_SHAPE": "single"]).processes.allSatisfy { $0.restart == .never }
        )
    }

    @Test func thePasswordReachesTheBootstrapAlone() {
        let environment = [
            "SUPERUSER_PASSWORD": "hunter2", "BOOTSTRAP_SHAPE": "single", "CELERY_APP": "x", "CELERY_WORKER": "1",
        ]
        let plan = plan(environment, host: asRoot)
        #expect(!plan.text.contains("hunter2") && !plan.json.contains("hunter2"))
        for process in plan.processes {
            let isRemoved = process.environment.first { $0.name == "SUPERUSER_PASSWORD" }?.value == .removed
            #expect(isRemoved || !process.inherits.allows("SUPERUSER_PASSWORD", isEmpty: false), "\(process.name)")
        }
        #expect(!plan.steps[1].environment.contains { $0.name == "SUPERUSER_PASSWORD" })
    }

    @Test func aBindOfTheUsersGetsNoSocketAndAWord() {
        let plan = plan(arguments: ["--bind", ":9000", "a:b"])
        #expect(plan.processes[0].socket == nil)
        #expect(plan.warnings.contains { $0.contains("--bind") })
    }

    @Test func informationIsNotBootstrapped() {
        let plan = plan(arguments: ["--version"])
        #expect(plan.steps.isEmpty && plan.passesStatusThrough && plan.processes[0].socket == nil)
    }

    @Test func theOneShots() {
        let configuration = read(["SUPERUSER_PASSWORD": "x"], serves: false).0
        let migrate = AppPlan.migrate(configuration)
        #expect(
            migrate.steps[0].arguments.dropFirst() == [
                "--start-timeout", "600", "--wait", "60", "--migrate", "--superuser",
            ])
        #expect(migrate.obsoleteFiles.isEmpty, "the site file is none of its business")
        #expect(migrate.processes.isEmpty && migrate.passesStatusThrough)
        #expect(AppPlan.collectstatic(configuration).steps[0].arguments.contains("--collectstatic"))
    }

    @Test func whatIsMissingIsNamed() {
        #expect(read(["DJANGO_SETTINGS_MODULE": ""]).1.problems.map(\.place) == ["DJANGO_SETTINGS_MODULE"])
        #expect(read(["DJANGO_SETTINGS_MODULE": "", "SKIP_MIGRATIONS": "1"]).1.problems.isEmpty)
        let worker = ["BOOTSTRAP_SHAPE": "single", "CELERY_WORKER": "1"]
        #expect(read(worker).1.problems.map(\.place) == ["CELERY_APP"])
        let inPod = read(["CELERY_WORKER": "1"]).1
        #expect(inPod.problems.isEmpty && inPod.warnings.contains { $0.contains("pod shape") })
    }
}
