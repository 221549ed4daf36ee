import ArgumentParser
import Runner

/// The subcommands of `app-runner`; reached only when the container's command starts with one of their names.
struct AppRunnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration.program(
        "app-runner",
        abstract: "Runs a Django project: migrations, collectstatic, superuser, then Gunicorn.",
        discussion: """
            A command that is none of these is Gunicorn's when it is empty, starts with `-` or looks like \
            pkg.module:callable; `gunicorn …` and `celery …` run these programs; anything else is executed as it is. \
            `app-runner env` lists the variables.
            """,
        subcommands: [
            ServeCommand.self, MigrateCommand.self, CollectstaticCommand.self, PublishStaticCommand.self,
            CopyStaticCommand.self, ProcfileCommand.self, HealthCommand.self, CheckCommand.self,
            InitializeCommand.self,
        ])
}

/// `app-runner serve`: the default, by its name.
struct ServeCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Bootstraps the project and runs Gunicorn until a stop signal (the default).")

    @Argument(parsing: .captureForPassthrough, help: "Gunicorn's arguments.") var arguments: [String] = []

    func run(in process: RunningProgram) {
        process.run(.serve(arguments))
    }
}

/// `app-runner migrate`: the database part of the bootstrap, once.
struct MigrateCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Waits for the database, takes the migration lock, migrates, creates the superuser, and exits.")

    func run(in process: RunningProgram) {
        process.run(.migrate)
    }
}

/// `app-runner collectstatic`: once.
struct CollectstaticCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "collectstatic", abstract: "Collects the static files, and exits.")

    func run(in process: RunningProgram) {
        process.run(.collectstatic)
    }
}
