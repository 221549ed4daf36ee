import ArgumentParser
import Runner
import System

/// The command line of `proxy`.
struct ProxyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy",
        abstract: "Runs Nginx in front of Gunicorn: renders its configuration, tests it, starts and supervises it.",
        discussion: "Everything is set by environment variables; `proxy env` lists them.",
        version: suiteVersion,
        subcommands: [
            RunCommand.self, RenderCommand.self, CheckCommand.self, HealthCommand.self, PlanCommand.self,
            EnvCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}

/// `proxy env`: the variables we read.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Lists every variable with its value and where it comes from.")

    @Flag(help: "Print JSON.") var json = false

    func run() {
        StandardOutput.write(
            json ? EnvironmentReport.json(program.source).pretty() + "\n" : EnvironmentReport.text(program.source))
    }
}
