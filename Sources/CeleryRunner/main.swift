import ArgumentParser
import Shared

let program = Program("celery-runner")
CeleryRunnerCommand.main()

/// The command line of `celery-runner`.
struct CeleryRunnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "celery-runner", abstract: "Runs Celery worker or beat.", version: suiteVersion)
}
