import TestSupport
import Testing

@testable import AppRunner
@testable import CeleryRunner
@testable import Launch
@testable import Settings

@Suite struct EmbeddedCeleryTests {
    private func single(_ environment: [String: String]) -> ReadApp {
        ReadApp(environment.merging(["BOOTSTRAP_SHAPE": "single"]) { $1 })
    }

    @Test(
        arguments: [
            ([:], []), (["CELERY_WORKER": "1"], [.worker]), (["CELERY_BEAT": "yes"], [.beat]),
            (["CELERY_WORKER": "on", "CELERY_BEAT": "1"], [.worker, .beat]),
            (["CELERY_WORKER": "off", "CELERY_BEAT": "0"], []), (["CELERY_WORKER": "", "CELERY_BEAT": "No"], []),
        ] as [([String: String], [CeleryKind])])
    func theSwitchesSayWhatRuns(switches: [String: String], kinds: [CeleryKind]) {
        let read = single(switches.merging(["CELERY_APP": "shop"]) { $1 })
        #expect(read.configuration.celery.kinds == kinds)
        #expect(read.problems.isEmpty && read.reader.warnings.isEmpty)
    }

    @Test(
        arguments: [
            (["CELERY_WORKER": "1"], "CELERY_WORKER "), (["CELERY_BEAT": "1"], "CELERY_BEAT "),
            (["CELERY_WORKER": "1", "CELERY_BEAT": "1"], "CELERY_WORKER and CELERY_BEAT "),
        ])
    func withoutAnAppThereIsOneProblem(switches: [String: String], names: String) {
        let read = single(switches)
        #expect(read.problems == ["CELERY_APP"])
        let message = read.reader.problems.first?.message ?? ""
        #expect(message.hasPrefix("cannot start Celery: \(names)"))
        #expect(message.contains("CELERY_APP is not set"))
    }

    @Test func anEmptyAppIsNone() {
        #expect(single(["CELERY_WORKER": "1", "CELERY_APP": ""]).problems == ["CELERY_APP"])
    }

    @Test func withoutASwitchNoAppIsNeeded() {
        #expect(single(["CELERY_WORKER": "0"]).problems.isEmpty)
    }

    @Test(arguments: ["CELERY_WORKER", "CELERY_BEAT"]) func aPodStartsNoneAndSaysSo(name: String) {
        let read = ReadApp([name: "1"])
        #expect(read.configuration.celery.kinds.isEmpty && read.problems.isEmpty, "CELERY_APP is not needed either")
        #expect(read.reader.warnings.count == 1)
        #expect(read.reader.warnings.first?.contains("BOOTSTRAP_SHAPE=single") == true)
        #expect(!AppPlan.serve(read.configuration).processes.contains { $0.executable == "celery" })
    }

    @Test func aOneShotInTheSingleShapeIsSilent() {
        let read = ReadApp(["BOOTSTRAP_SHAPE": "single", "CELERY_WORKER": "1"], serves: false)
        #expect(read.configuration.celery.kinds.isEmpty && read.configuration.proxy == nil)
        #expect(read.problems.isEmpty && read.reader.warnings.isEmpty)
    }

    @Test func theWorkerHasThePoolAndThePidfilesOfBefore() throws {
        let plan = AppPlan.serve(
            single(["CELERY_APP": "shop", "CELERY_WORKER": "1", "CELERY_BEAT": "1", "CELERY_CONCURRENCY": "4"])
                .configuration)
        let worker = try #require(plan.processes.first { $0.name == "worker" })
        #expect(
            worker.arguments == [
                "--app", "shop", "worker", "--pool", "solo", "--pidfile", "/run/celery/worker.pid", "--concurrency",
                "4", "--include", "django_bootstrap_celery",
            ])
        let beat = try #require(plan.processes.first { $0.name == "beat" })
        #expect(
            beat.arguments == [
                "--app", "shop", "beat", "--pidfile", "/run/celery/beat.pid", "--scheduler",
                "django_bootstrap_celery:Scheduler",
            ])
        #expect(
            plan.obsoleteFiles.filter { $0.hasSuffix(".state") } == [
                "/run/celery/worker.state", "/run/celery/beat.state",
            ])
        #expect(plan.files.count { $0.path.hasSuffix("/django_bootstrap_celery/__init__.py") } == 1)
        #expect(Set(plan.directories.map(\.path)).count == plan.directories.count, "no folder is named twice")
    }

    @Test func thePidfilesThatMayBeStaleAreThoseOfTheProcesses() {
        let plan = AppPlan.serve(single(["CELERY_APP": "shop", "CELERY_BEAT": "1"]).configuration)
        #expect(
            plan.pidfiles == [
                PidfileSpec("/run/gunicorn/gunicorn.pid", program: "gunicorn"),
                PidfileSpec("/run/nginx.pid", program: "nginx"),
                PidfileSpec("/run/nginx/nginx.pid", program: "nginx"),
                PidfileSpec("/run/celery/beat.pid", program: "celery"),
            ])
    }
}
