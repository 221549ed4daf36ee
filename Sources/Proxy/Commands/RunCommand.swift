import ArgumentParser
import Runner

/// `proxy run`: what the container does.
struct RunCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs Nginx until a stop signal (the default).")

    @Flag(help: "Print what would be run, and run nothing.") var plan = false

    func run(in process: RunningProgram) throws {
        if plan { return try PlanCommand.parse([]).run(in: process) }
        process.run(.proxy)
    }
}
