import Launch
import Settings

/// What `celery-runner` does: one Celery process, as the project's user, in `/run/celery`.
enum CeleryPlan {
    static func make(
        _ arguments: CeleryArguments, _ configuration: CeleryConfiguration, _ context: PlanContext
    ) -> LaunchPlan {
        var plan = LaunchPlan(
            program: "celery-runner",
            // The cold shutdown ends the pool's processes and gives messages back to the broker: one to two seconds.
            shutdown: ShutdownPolicy(budget: Double(configuration.shutdownTimeout), quickStop: 3), context: context)
        plan.warnings += configuration.project.python.warnings
        plan.notes = configuration.project.notes
        plan.processes = [CeleryProcess.spec(arguments, configuration)]
        if let kind = arguments.kind {
            CeleryProcess.prepare(&plan, kind, configuration)
            plan.state = RunnerStateSpec(
                kind == .worker ? .worker : .beat, layout: configuration.layout, celery: [kind])
            plan.pidfiles = pidfiles(kind, arguments, configuration)
        } else {
            plan.directories = [DirectorySpec(configuration.layout.celeryDirectory, owner: configuration.user)]
            plan.passesStatusThrough = true
            plan.state = RunnerStateSpec(.command, layout: configuration.layout)
        }
        return plan
    }

    /// The user's own `--pidfile`, and the one that beat writes unasked; relative to the folder that Celery runs in.
    private static func pidfiles(
        _ kind: CeleryKind, _ arguments: CeleryArguments, _ configuration: CeleryConfiguration
    ) -> [PidfileSpec] {
        let folder = configuration.layout.celeryDirectory
        let named = arguments.value("--pidfile").map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }
        let unasked = kind == .beat ? [folder + "/celerybeat.pid"] : []
        return (unasked + (named.map { [$0] } ?? [])).map { PidfileSpec($0, program: "celery") }
    }
}
