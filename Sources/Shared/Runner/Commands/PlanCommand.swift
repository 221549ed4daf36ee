import ArgumentParser
import System

/// `plan`: the launch plan, printed.
package struct PlanCommand: ProgramCommand {
    package static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Prints what would be done, in order, and runs nothing.")

    @Flag(help: "Print JSON.") var json = false
    @Argument(parsing: .allUnrecognized, help: "The container's command.") var arguments: [String] = []

    package init() {}

    package func run(in process: RunningProgram) throws {
        let plan = process.prepare(try process.program.planned(arguments)).plan
        StandardOutput.write(json ? plan.json + "\n" : plan.text)
    }
}
