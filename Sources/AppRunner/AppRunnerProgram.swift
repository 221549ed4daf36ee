import Launch
import Runner
import Settings

extension Program {
    /// `app-runner`: the container's entry point.
    ///
    /// The command is dispatched by our own rules first (a container's command is Gunicorn's, Celery's or any program's);
    /// only subcommands of its own are parsed as a command line.
    package static let app = Program("app-runner", commands: AppRunnerCommand.self) { words in
        .planned(words)
    } action: { words, process in
        switch Dispatch.command(for: words, probe: .system(process)) {
        case .serve(let arguments): .start(.serve(arguments))
        case .celery(let arguments): .replace(Program.sibling("celery-runner"), arguments)
        case .own(let words): .command(words)
        case .execute(let name, let arguments): .start(.command(name, arguments))
        }
    }
}
