import Launch
import Settings

/// A command of the project's Procfile as a process.
enum ProcfileProcess {
    /// - Parameter port: what `$PORT` is: the port that clients reach, or the one that the operator set.
    static func spec(
        _ name: String, _ command: String, environment: [EnvironmentChange], port: Int, _ common: CommonConfiguration
    ) -> ProcessSpec {
        let shell = ProcfileShellCommand(command)
        var spec = ProcessSpec(
            name, "/bin/sh", ["-c", shell.text],
            environment: environment + [EnvironmentChange("PORT", .plain(String(port)), origin: "PORT")],
            inherits: .nonEmpty, workingDirectory: common.layout.app, user: common.user,
            privileges: .confined(to: common.user),
            // With Nginx and Celery: a job may take most of the budget. Gunicorn stays until they have ended.
            stop: StopPolicy(signal: .term, escalation: .term, stage: 0))
        spec.signalsGroup = !shell.isSimple
        return spec
    }
}

/// Processes of the Procfile in a plan.
enum ProcfilePlan {
    /// Beside Gunicorn in the single container.
    static func add(_ configuration: AppConfiguration, to plan: inout LaunchPlan) {
        plan.notes += configuration.procfile.notes
        plan.processes += configuration.procfile.processes.map {
            ProcfileProcess.spec(
                $0.name, $0.command, environment: GunicornProcess.environment(configuration),
                port: configuration.proxy?.port ?? ProxySettings.port.defaultValue, configuration.common)
        }
    }

    /// `app-runner procfile NAME`: one process, in a container of its own.
    static func make(
        _ entry: ProcfileEntry, _ configuration: ProcfileConfiguration, _ context: PlanContext
    ) -> LaunchPlan {
        let common = configuration.common
        var plan = LaunchPlan(
            program: "app-runner", shutdown: ShutdownPolicy(budget: Double(common.shutdownTimeout)), context: context)
        var spec = ProcfileProcess.spec(
            ProcessName.procfile(entry.name), entry.command, environment: configuration.environment,
            port: configuration.port, common)
        // Nothing else in this container could be meant.
        spec.forwards = [.hup: .hup, .usr1: .usr1, .usr2: .usr2, .winch: .winch, .ttin: .ttin, .ttou: .ttou]
        plan.processes = [spec]
        if entry.name == "web" {
            plan.warnings += ["the web process runs without migrations and Nginx: `app-runner serve` has both"]
        }
        plan.state = RunnerStateSpec(.procfile, layout: common.layout)
        return plan
    }
}
