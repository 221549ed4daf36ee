import ArgumentParser
import Runner
import System

/// `proxy run`: what the container does.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs Nginx until it is told to stop (the default).")

    @Flag(help: "Print what would be run, and run nothing.") var plan = false

    func run() throws {
        if plan { return try PlanCommand.parse([]).run() }
        let loaded = LoadedProxy()
        exitProcess(Runner(plan: loaded.plan, logger: loaded.logger).run())
    }
}

/// `proxy plan`: the launch plan, printed.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Prints what `run` would do, in order, and runs nothing.")

    @Flag(help: "Print JSON.") var json = false

    func run() {
        let plan = LoadedProxy().plan
        StandardOutput.write(json ? plan.json + "\n" : plan.text)
    }
}
