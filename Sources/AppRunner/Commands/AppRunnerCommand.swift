import ArgumentParser
import Launch
import Runner
import Settings
import System

/// The subcommands of our own; reached only when the container's command starts with one of their names.
struct AppRunnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "app-runner",
        abstract: "Runs a Django project: migrations, collectstatic, superuser, then Gunicorn.",
        discussion: """
            A command that is none of these is Gunicorn's when it is empty, starts with `-` or looks like \
            pkg.module:callable; `gunicorn …` and `celery …` are what they say; anything else is executed as it is. \
            `app-runner env` lists the variables.
            """,
        version: suiteVersion,
        subcommands: [
            ServeCommand.self, MigrateCommand.self, CollectstaticCommand.self, PublishStaticCommand.self,
            CopyStaticCommand.self, ProcfileCommand.self, HealthCommand.self, CheckCommand.self, PlanCommand.self,
            EnvCommand.self, InitializeCommand.self,
        ])
}

/// `app-runner serve`: the default, by its name.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Bootstraps the project and runs Gunicorn until told to stop (the default).")

    @Argument(parsing: .captureForPassthrough, help: "Gunicorn's arguments.") var arguments: [String] = []

    func run() {
        AppRunner.serve(arguments)
    }
}

/// `app-runner migrate`: the database part of the bootstrap, once.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Waits for the database, takes the migration lock, migrates, makes the superuser, and ends.")

    func run() {
        AppRunner.run(LoadedApp(arguments: [], serves: false), plan: AppPlan.migrate)
    }
}

/// `app-runner collectstatic`: once.
struct CollectstaticCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collectstatic", abstract: "Collects the static files, and ends.")

    func run() {
        AppRunner.run(LoadedApp(arguments: [], serves: false, runsHooks: false), plan: AppPlan.collectstatic)
    }
}

/// `app-runner plan`: the launch plan, printed.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Prints what `serve` would do, in order, and runs nothing.")

    @Flag(help: "Print JSON.") var json = false
    @Argument(parsing: .allUnrecognized, help: "Gunicorn's arguments, or `procfile NAME`.") var arguments: [String] = []

    /// `plan gunicorn …` and `plan serve …` are what those commands would do.
    private var gunicornArguments: [String] {
        ["gunicorn", "serve"].contains(arguments.first) ? Array(arguments.dropFirst()) : arguments
    }

    private var plan: LaunchPlan {
        if arguments.first == "procfile", arguments.count == 2 { return LoadedProcfile(arguments[1]).plan }
        let loaded = LoadedApp(arguments: gunicornArguments)
        return loaded.complete(AppPlan.serve(loaded.configuration))
    }

    func run() {
        let plan = plan
        StandardOutput.write(json ? plan.json + "\n" : plan.text)
    }
}

/// `app-runner env`: the variables we read.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Lists every variable with its value and where it comes from.")

    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Print the reference page, without this container's values.") var markdown = false

    func run() {
        if markdown {
            StandardOutput.write(SettingsCatalog.markdown)
        } else {
            StandardOutput.write(
                json ? EnvironmentReport.json(program.source).pretty() + "\n" : EnvironmentReport.text(program.source))
        }
    }
}
