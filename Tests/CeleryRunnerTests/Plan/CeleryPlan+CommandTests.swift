import TestSupport
import Testing

@testable import CeleryRunner
@testable import Launch
@testable import Settings

/// The plan of `celery-runner` for a command line, as a value.
func celeryPlan(
    _ arguments: [String], _ environment: [String: String] = [:], host: HostProbe = .fake(),
    context: PlanContext = PlanContext()
) -> LaunchPlan {
    var reader = SettingsReader(source: EnvironmentSource(environment))
    let common = CommonConfiguration(reading: &reader, host: host)
    let configuration = CeleryConfiguration(reading: &reader, common: common, host: host)
    #expect(reader.problems.isEmpty)
    return CeleryPlan.make(CeleryArguments(arguments), configuration, context)
}

@Suite struct CeleryPlanCommandTests {
    private func process(_ arguments: [String], _ environment: [String: String] = [:]) throws -> ProcessSpec {
        let plan = celeryPlan(arguments, environment)
        #expect(plan.processes.count == 1 && plan.steps.isEmpty)
        return try #require(plan.processes.first)
    }

    private func value(_ name: String, of spec: ProcessSpec) -> EnvironmentChange.Value? {
        spec.environment.last { $0.name == name }?.value
    }

    @Test func aWorkerTellsOfItself() throws {
        let worker = try process(["worker", "-Q", "mail"], ["CELERY_APP": "shop"])
        #expect(worker.name == "worker" && worker.executable == "celery" && worker.group == .own)
        #expect(
            worker.arguments == ["--app", "shop", "worker", "-Q", "mail", "--include", "django_bootstrap_celery"])
        #expect(worker.workingDirectory == "/run/celery")
        #expect(value("CELERY_RUNNER_STATE", of: worker) == .plain("/run/celery/worker.state"))
        #expect(value("PYTHONPATH", of: worker) == .plain("/run/django-bootstrap:/work"))
        #expect(worker.stop == StopPolicy(signal: .term, escalation: .quit, stage: 0))
        #expect(worker.forwards == [.hup: .hup, .usr1: .usr1])
    }

    @Test func beatTellsOfItself() throws {
        let beat = try process(["beat", "-S", "shop.beat:Own"], ["CELERY_APP": "shop", "PYTHONPATH": "/lib"])
        #expect(
            beat.name == "beat" && beat.arguments.suffix(2) == ["--scheduler", "django_bootstrap_celery:Scheduler"])
        #expect(value("CELERY_RUNNER_STATE", of: beat) == .plain("/run/celery/beat.state"))
        #expect(value("CELERY_RUNNER_BEAT_SCHEDULER", of: beat) == .plain("shop.beat:Own"))
        #expect(value("PYTHONPATH", of: beat) == .plain("/run/django-bootstrap:/lib:/work"))
    }

    @Test(arguments: [
        ["inspect", "ping"], ["--version"], ["-A", "own", "report"], ["status", "--json"], ["purge", "-f"],
    ])
    func everythingElseIsCelerysOwn(arguments: [String]) throws {
        let plan = celeryPlan(arguments)
        let spec = try #require(plan.processes.first)
        #expect(spec.arguments == arguments && spec.name == "celery" && spec.group == .shared)
        #expect(plan.passesStatusThrough && plan.files.isEmpty && plan.pidfiles.isEmpty && plan.obsoleteFiles.isEmpty)
        #expect(plan.directories.map(\.path) == ["/run/celery"])
        #expect(value("CELERY_RUNNER_STATE", of: spec) == nil && spec.forwards.isEmpty)
    }

    @Test func theAppOfTheCommandWins() throws {
        #expect(try process(["-A", "own", "inspect", "ping"], ["CELERY_APP": "shop"]).arguments.first == "-A")
        #expect(try process(["inspect", "ping"], ["CELERY_APP": "shop"]).arguments.first == "--app")
    }

    @Test func theOldVariablesGoWhereCeleryTakesThem() throws {
        let old = ["CELERY_LOGLEVEL": "debug", "CELERY_CONCURRENCY": "3", "CELERY_BROKER": "redis://:hunter2@mq"]
        let worker = try process(["worker"], old)
        #expect(worker.arguments.starts(with: ["worker", "--loglevel", "debug", "--concurrency", "3"]))
        #expect(value("CELERY_BROKER_URL", of: worker) == .secret(Secret("redis://:hunter2@mq")))
        #expect(!worker.arguments.contains { $0.contains("hunter2") })
        let own = try process(["worker", "-l", "info", "--autoscale=4,1"], old).arguments
        #expect(!own.contains("--loglevel") && !own.contains("--concurrency"))
        #expect(try !process(["beat"], old).arguments.contains("--concurrency"))
    }

    @Test func theSuperusersPasswordIsNotForCelery() throws {
        for arguments in [["worker"], ["beat"], ["inspect", "ping"]] {
            let spec = try process(arguments, ["SUPERUSER_PASSWORD": "hunter2"])
            #expect(value("SUPERUSER_PASSWORD", of: spec) == .removed, "\(arguments)")
        }
    }
}
