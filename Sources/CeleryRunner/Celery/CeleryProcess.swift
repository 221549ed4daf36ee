import CeleryPython
import Launch
import Settings

/// Celery as a process: for `celery-runner`, and for `app-runner` in the single shape.
package enum CeleryProcess {
    /// The Python package that reports a process's health and carries out the end of its stop.
    static let module = "django_bootstrap_celery"

    /// The process for a command line of the user's; for worker and beat with all that we add.
    package static func spec(
        _ arguments: CeleryArguments, _ configuration: CeleryConfiguration
    ) -> ProcessSpec {
        var spec = ProcessSpec(
            arguments.kind?.rawValue ?? "celery", "celery",
            commandLine(arguments, configuration),
            environment: environment(arguments, configuration), inherits: .nonEmpty,
            workingDirectory: configuration.layout.celeryDirectory, user: configuration.user,
            stop: StopPolicy(signal: .term, escalation: .quit, stage: 0))
        // Another command of Celery's is passed through: `celery shell` is the user's.
        if arguments.kind == nil { spec.group = .shared } else { spec.privileges = .confined(to: configuration.user) }
        if arguments.kind == .worker { spec.forwards = [.hup: .hup, .usr1: .usr1] }
        return spec
    }

    /// `celery [--app …] worker … `: global options before the subcommand, where today's Celery accepts them.
    static func commandLine(_ arguments: CeleryArguments, _ configuration: CeleryConfiguration) -> [String] {
        var line: [String] = []
        if let app = configuration.app, !arguments.namesGlobal("-A", "--app") { line += ["--app", app] }
        line += arguments.global
        guard let command = arguments.command else { return line }
        line.append(command)
        guard let kind = arguments.kind else { return line + arguments.rest }
        var options = arguments
        if kind == .worker { options = including(options) }
        line += options.rest
        if let level = configuration.logLevel, !arguments.names("-l", "--loglevel") { line += ["--loglevel", level] }
        switch kind {
        case .worker:
            if let count = configuration.concurrency, !arguments.names("-c", "--concurrency", "--autoscale") {
                line += ["--concurrency", String(count)]
            }
            if !arguments.names("-I", "--include") { line += ["--include", module] }
        case .beat:
            line += ["--scheduler", "\(module):Scheduler"]
        }
        return line
    }

    /// A user's own `--include` gets our module behind it: of two such options Celery takes the last.
    private static func including(_ arguments: CeleryArguments) -> CeleryArguments {
        guard let own = arguments.value("-I", "--include") else { return arguments }
        return CeleryArguments(
            arguments.global + [arguments.command ?? ""] + arguments.rest + ["--include", own + "," + module])
    }

    private static func environment(
        _ arguments: CeleryArguments, _ configuration: CeleryConfiguration
    ) -> [EnvironmentChange] {
        let layout = configuration.layout
        let broker = configuration.broker.map { [$0] } ?? []
        var changes = configuration.secrets.filter { secret in !broker.contains { $0.name == secret.name } } + broker
        let password = [AppSettings.superuserPassword.name, AppSettings.superuserPassword.name + "_FILE"]
        changes = changes.filter { !password.contains($0.name) }
        changes += password.map { EnvironmentChange($0, .removed, origin: "only for the bootstrap") }
        changes += ProcessSpec.home(of: configuration.user)
        let project = configuration.project
        changes += project.environmentChanges + project.settingsChanges
        var path = (project.pythonPath.map { [$0] } ?? []) + [configuration.workingDirectory]
        path += project.importFolders.filter { $0 != configuration.workingDirectory }
        if let kind = arguments.kind {
            path.insert(layout.bootstrapDirectory, at: 0)
            changes += health(kind, arguments, configuration)
        }
        // Celery runs in a folder of its own; the project is where the container started.
        changes.append(
            EnvironmentChange("PYTHONPATH", .plain(path.joined(separator: ":")), origin: "the project's folders"))
        return changes
    }

    private static func health(
        _ kind: CeleryKind, _ arguments: CeleryArguments, _ configuration: CeleryConfiguration
    ) -> [EnvironmentChange] {
        var changes = [
            EnvironmentChange(
                "CELERY_RUNNER_STATE", .plain(configuration.layout.celeryState(kind)), origin: "celery-runner health")
        ]
        if kind == .beat, let scheduler = arguments.value("-S", "--scheduler") {
            changes.append(
                EnvironmentChange("CELERY_RUNNER_BEAT_SCHEDULER", .plain(scheduler), origin: "the command"))
        }
        return changes
    }

    /// What has to be there before the process starts, and what must not.
    package static func prepare(_ plan: inout LaunchPlan, _ kind: CeleryKind, _ configuration: CeleryConfiguration) {
        let layout = configuration.layout
        let folders = [
            DirectorySpec(layout.celeryDirectory, owner: configuration.user), DirectorySpec(layout.bootstrapDirectory),
            DirectorySpec("\(layout.bootstrapDirectory)/\(module)"),
        ]
        plan.directories += folders.filter { !plan.directories.contains($0) }
        let files = CeleryPython.files.map {
            FileSpec("\(layout.bootstrapDirectory)/\($0.path)", contents: $0.contents)
        }
        plan.files += files.filter { !plan.files.contains($0) }
        plan.obsoleteFiles.append(layout.celeryState(kind))
    }
}
