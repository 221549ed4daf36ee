import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// The command line of the Python helper, for each purpose.
@Suite struct BootstrapStepTests {
    private let asRoot = HostProbe.fake(isRoot: true, accounts: [django, nginx])

    private func step(
        _ purpose: BootstrapStep.Purpose, _ environment: [String: String] = [:], host: HostProbe = .fake(),
        arguments: [String] = ["-c", "own.py", "a:b"]
    ) -> ProcessSpec {
        let read = ReadApp(environment, host: host, arguments: arguments, serves: purpose == .serve)
        #expect(read.problems.isEmpty)
        return BootstrapStep.spec(purpose, read.configuration)
    }

    /// The helper's own arguments: without its path, and up to Gunicorn's.
    private func flags(_ spec: ProcessSpec) -> [String] {
        Array(spec.arguments.dropFirst().prefix { $0 != "--" })
    }

    /// The site file comes last, where the settings are known.
    private let site = ["--site", "/run/gunicorn/site", "--app", "/app"]

    @Test func theHelperLiesInOurOwnFolder() {
        let spec = step(.serve, ["BOOTSTRAP_RUN_DIR": "/tmp/run"])
        #expect(spec.executable == "python3" && spec.arguments.first == "/tmp/run/django-bootstrap/django_bootstrap.py")
    }

    @Test(
        arguments: [
            (.serve, "bootstrap"), (.migrate, "migrate"), (.collectstatic, "collectstatic"),
        ] as [(BootstrapStep.Purpose, String)])
    func theNameInTheLogIsTheWork(purpose: BootstrapStep.Purpose, name: String) {
        #expect(step(purpose).name == name)
    }

    @Test(
        arguments: [
            ([:], ["--start-timeout", "600", "--check-gunicorn", "--wait", "60", "--migrate"]),
            (["START_TIMEOUT": "0"], ["--start-timeout", "0", "--check-gunicorn", "--wait", "60", "--migrate"]),
            (
                ["DATABASE_WAIT_TIMEOUT": "0"],
                ["--start-timeout", "600", "--check-gunicorn", "--wait", "0", "--migrate"]
            ),
            (
                ["RUN_COLLECTSTATIC": "1"],
                ["--start-timeout", "600", "--check-gunicorn", "--wait", "60", "--migrate", "--collectstatic"]
            ),
            (
                ["RUN_COLLECTSTATIC": "1", "SUPERUSER_PASSWORD": "x"],
                [
                    "--start-timeout", "600", "--check-gunicorn", "--wait", "60", "--migrate", "--collectstatic",
                    "--superuser",
                ]
            ),
            (
                ["SKIP_MIGRATIONS": "1", "SUPERUSER_PASSWORD": "x"],
                ["--start-timeout", "600", "--check-gunicorn", "--wait", "60", "--superuser"]
            ),
            (
                ["SKIP_MIGRATIONS": "1", "RUN_COLLECTSTATIC": "1"],
                ["--start-timeout", "600", "--check-gunicorn", "--database-timeout", "60", "--collectstatic"]
            ),
        ] as [([String: String], [String])])
    func servingDoesWhatTheSwitchesSay(environment: [String: String], expected: [String]) {
        #expect(flags(step(.serve, environment)) == expected + site)
    }

    @Test func gunicornsArgumentsAreJudgedAsTheyWillBeRun() throws {
        let read = ReadApp(["APP_MODULE": "old:app"], arguments: ["-w", "2"])
        let plan = AppPlan.serve(read.configuration)
        let bootstrap = try #require(plan.steps.first)
        let split = try #require(bootstrap.arguments.firstIndex(of: "--"))
        let gunicorn = try #require(plan.processes.first)
        #expect(bootstrap.executable == gunicorn.executable)
        #expect(gunicorn.arguments.first == "/run/django-bootstrap/gunicorn")
        #expect(Array(bootstrap.arguments[(split + 1)...]) == Array(gunicorn.arguments.dropFirst()))
        #expect(bootstrap.arguments.suffix(3) == ["-w", "2", "old:app"])
    }

    @Test(arguments: [["CELERY_WORKER": "1"], ["CELERY_BEAT": "1"]])
    func celeryIsJudgedWhereItRuns(switches: [String: String]) {
        let environment = switches.merging(["CELERY_APP": "shop"]) { $1 }
        let single = environment.merging(["BOOTSTRAP_SHAPE": "single"]) { $1 }
        #expect(
            flags(step(.serve, single)).starts(with: ["--start-timeout", "600", "--check-gunicorn", "--check-celery"]))
        #expect(!flags(step(.serve, environment)).contains("--check-celery"))
        #expect(!step(.migrate, single).arguments.contains("--check-celery"))
    }

    @Test func aMigrationIsAskedForWhateverTheSwitchesSay() {
        #expect(
            flags(step(.migrate, ["SKIP_MIGRATIONS": "1"])) == ["--start-timeout", "600", "--wait", "60", "--migrate"])
        #expect(
            flags(step(.migrate, ["SUPERUSER_PASSWORD": "x", "RUN_COLLECTSTATIC": "1"]))
                == ["--start-timeout", "600", "--wait", "60", "--migrate", "--superuser"])
        #expect(
            flags(step(.collectstatic, ["SUPERUSER_PASSWORD": "x"])) == [
                "--start-timeout", "600", "--database-timeout", "60", "--collectstatic",
            ] + site)
    }

    /// Gunicorn's arguments and the application are Gunicorn's to judge where no database is touched: the settings alone are
    /// loaded.
    @Test func withoutAStepOnlyTheSiteFileIsWritten() {
        let skip = ["SKIP_MIGRATIONS": "1", "BOOTSTRAP_SHAPE": "single", "CELERY_APP": "shop", "CELERY_WORKER": "1"]
        let spec = step(.serve, skip)
        #expect(flags(spec) == ["--start-timeout", "600", "--database-timeout", "60"] + site)
        #expect(spec.arguments.suffix(4) == ["--", "-c", "own.py", "a:b"], "settings may look at argv")
    }

    @Test func theSiteFileMoves() {
        let moved = ["BOOTSTRAP_RUN_DIR": "/tmp/run", "BOOTSTRAP_APP_DIR": "/tmp/app"]
        for purpose in [BootstrapStep.Purpose.serve, .collectstatic, .site] {
            let flags = flags(step(purpose, moved))
            #expect(flags.contains("/tmp/run/gunicorn/site") && flags.contains("/tmp/app"), "\(purpose)")
        }
        #expect(!flags(step(.migrate, moved)).contains("--site"))
    }

    @Test func forPublishingTheSiteFileMayFail() {
        #expect(
            flags(step(.site)) == ["--start-timeout", "600", "--database-timeout", "60"] + site + ["--site-optional"])
    }

    @Test(arguments: [BootstrapStep.Purpose.serve, .migrate, .collectstatic])
    func asRootItIsDjangosProcess(purpose: BootstrapStep.Purpose) {
        let spec = step(purpose, host: asRoot)
        #expect(spec.user == django)
        #expect(spec.environment.contains { $0.name == "HOME" && $0.value == .plain("/home/django") })
        #expect(step(purpose).user == nil)
    }
}
