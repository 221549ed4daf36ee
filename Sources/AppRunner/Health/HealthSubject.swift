import CeleryRunner
import Launch
import Runner
import Settings

/// What this container runs, as a health command sees it.
enum HealthSubject: Equatable {
    /// Gunicorn, and the Celery processes beside it. `since`: monotonic seconds of the runner's start, if it is known.
    case web(celery: [CeleryKind], since: Double?)
    case celery([CeleryKind], since: Double?)
    /// A one-shot, a process of the Procfile or a command: it is well while it runs.
    case running(RunnerRole)

    /// From the state of the runner that runs; without one, from the command line of PID 1 if that is a program of the suite;
    /// else the web server.
    ///
    /// - Parameter isProgram: whether a program of that name is in `PATH`.
    init(state: RunnerState?, commandLine: [String]?, isProgram: @escaping @Sendable (String) -> Bool) {
        if let state {
            switch state.role {
            case .web: self = .web(celery: state.celery, since: state.written)
            case .worker, .beat: self = .celery(state.celery, since: state.written)
            case .oneShot, .procfile, .command: self = .running(state.role)
            }
        } else {
            self =
                commandLine.flatMap { HealthSubject(commandLine: $0, isProgram: isProgram) }
                ?? .web(celery: [], since: nil)
        }
    }

    /// What a command line of one of our programs means; nil when it does not tell.
    init?(commandLine: [String], isProgram: @escaping @Sendable (String) -> Bool) {
        guard let first = commandLine.first, let name = first.split(separator: "/").last else { return nil }
        let arguments = Array(commandLine.dropFirst())
        switch name {
        case "tini", "dinit": self = .running(.command)
        case "celery-runner", "celery-entrypoint.sh": self.init(celery: arguments)
        case "app-runner", "django-entrypoint.sh":
            // A module's name alone has to be asked of Python; a container's first process that is none of these says nothing.
            let probe = DispatchProbe(isProgram: isProgram, isImportable: { _ in true })
            switch Dispatch.command(for: arguments, probe: probe) {
            case .serve: self = .web(celery: [], since: nil)
            case .celery(let rest): self.init(celery: rest)
            case .own(let words):
                switch words.first {
                case "serve": self = .web(celery: [], since: nil)
                case "procfile": self = .running(.procfile)
                default: self = .running(.oneShot)
                }
            case .execute: self = .running(.command)
            }
        default: return nil
        }
    }

    private init(celery arguments: [String]) {
        let words = arguments.first == "celery" ? Array(arguments.dropFirst()) : arguments
        self = CeleryArguments(words).kind.map { .celery([$0], since: nil) } ?? .running(.command)
    }
}
