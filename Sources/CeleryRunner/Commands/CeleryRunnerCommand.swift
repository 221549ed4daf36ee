import ArgumentParser
import Runner
import System

/// The subcommands of our own; every other word is Celery's.
struct CeleryRunnerCommand: ParsableCommand {
    static let names: Set<String> = ["health", "plan", "env", "help"]

    static let configuration = CommandConfiguration(
        commandName: "celery-runner",
        abstract: "Runs a Celery worker or beat, stops it without losing tasks, and tells how it is.",
        discussion: """
            `celery-runner worker …`, `celery-runner beat …` and every other command of Celery's run that. \
            `celery-runner env` lists the variables.
            """,
        version: suiteVersion,
        subcommands: [HealthCommand.self, PlanCommand.self, EnvCommand.self])
}

/// `celery-runner plan`: the launch plan, printed.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Prints what would be run for these arguments, and runs nothing.")

    @Flag(help: "Print JSON.") var json = false
    @Argument(parsing: .allUnrecognized, help: "Celery's arguments.") var arguments: [String] = []

    func run() {
        let plan = LoadedCelery(arguments).plan
        StandardOutput.write(json ? plan.json + "\n" : plan.text)
    }
}

/// `celery-runner env`: the variables we read.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Lists every variable with its value and where it comes from.")

    @Flag(help: "Print JSON.") var json = false

    func run() {
        StandardOutput.write(
            json ? EnvironmentReport.json(program.source).pretty() + "\n" : EnvironmentReport.text(program.source))
    }
}
