import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// Commands of the Procfile as processes.
@Suite struct ProcfileProcessTests {
    private func single(_ procfile: String, _ more: [String: String] = [:]) -> LaunchPlan {
        let environment = ["BOOTSTRAP_SHAPE": "single", "PROCFILE": procfile].merging(more) { $1 }
        return AppPlan.serve(ReadApp(environment, host: EmbeddedProcfileTests.host(isRoot: true)).configuration)
    }

    private func own(_ name: String, _ environment: [String: String] = [:]) -> (LaunchPlan?, [String]) {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let host = EmbeddedProcfileTests.host(isRoot: true)
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = ProcfileConfiguration(reading: &reader, common: common, host: host, name: name)
        return (
            configuration.entry.map { ProcfilePlan.make($0, configuration, PlanContext()) },
            reader.problems.map(\.message)
        )
    }

    @Test func besideGunicorn() throws {
        let plan = single("worker,alerts", ["PORT": "9000", "SUPERUSER_PASSWORD": "hunter2"])
        #expect(plan.processes.map(\.name) == ["nginx", "gunicorn", "procfile.worker", "procfile.alerts"])
        let stages = plan.stopStages.map { $0.map(\.name) }
        #expect(stages == [["nginx", "procfile.worker", "procfile.alerts"], ["gunicorn"]])
        let (worker, alerts) = (plan.processes[2], plan.processes[3])
        #expect(worker.executable == "/bin/sh" && worker.arguments == ["-c", "exec python w.py"])
        #expect(alerts.arguments == ["-c", "a && b"])
        #expect(!worker.signalsGroup && alerts.signalsGroup)
        for spec in [worker, alerts] {
            #expect(spec.user == django && spec.privileges == .none && spec.workingDirectory == "/app")
            #expect(spec.stop == StopPolicy(signal: .term, escalation: .term, stage: 0))
            #expect(spec.restart == .backoff(Backoff(attempts: 5, window: 300)) && spec.forwards.isEmpty)
            #expect(spec.environment.contains { $0.name == "PORT" && $0.value == .plain("9000") })
            #expect(spec.environment.contains { $0.name == "SUPERUSER_PASSWORD" && $0.value == .removed })
        }
        #expect(plan.text.contains("run: procfile.worker"))
    }

    @Test func theirEnvironmentIsGunicorns() throws {
        let plan = single("worker")
        let gunicorn = try #require(plan.processes.first { $0.name == "gunicorn" })
        #expect(plan.processes.last?.environment.dropLast() == gunicorn.environment[...])
        #expect(plan.processes.last?.inherits == gunicorn.inherits)
    }

    @Test func aContainerOfItsOwn() throws {
        let (made, problems) = own("worker", ["SHUTDOWN_TIMEOUT": "9", "SUPERUSER_PASSWORD": "x"])
        let plan = try #require(made)
        #expect(problems.isEmpty && plan.processes.count == 1 && plan.steps.isEmpty && !plan.passesStatusThrough)
        #expect(plan.shutdown == ShutdownPolicy(budget: 9) && plan.state?.role == .procfile)
        let spec = plan.processes[0]
        #expect(spec.name == "procfile.worker" && spec.restart == .never && spec.isEssential)
        #expect(spec.forwards[.hup] == .hup && spec.forwards[.usr2] == .usr2)
        #expect(spec.environment.contains { $0.name == "PORT" && $0.value == .plain("8000") })
        #expect(spec.environment.contains { $0.name == "SUPERUSER_PASSWORD" && $0.value == .removed })
    }

    @Test func anUnknownName() {
        let (plan, problems) = own("none")
        #expect(plan == nil)
        #expect(problems == ["cannot run none: /app/Procfile has no such process; it has web, worker, alerts, release"])
    }

    @Test func noSettingsOfDjangoAreNeeded() {
        #expect(own("worker").1.isEmpty)
    }
}
