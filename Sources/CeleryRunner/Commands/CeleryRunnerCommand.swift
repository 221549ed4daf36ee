import ArgumentParser
import Runner

/// The subcommands of `celery-runner`; every other word is Celery's.
struct CeleryRunnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration.program(
        "celery-runner",
        abstract: "Runs a Celery worker or beat, stops it without losing tasks, and reports its health.",
        discussion: """
            `celery-runner worker …`, `celery-runner beat …` and every other Celery command run that command. \
            `celery-runner env` lists the variables.
            """,
        subcommands: [HealthCommand.self])
}
