import ArgumentParser
import Settings
import System

/// A program of the suite as a value: its name, its subcommands, and what a container's command means to it.
package struct Program: Sendable {
    /// What follows from the words of a command line.
    package enum Action {
        case start(Job)
        /// One of the program's subcommands, for the argument parser.
        case command([String])
        /// Another program of the suite takes over as PID 1: its path, and its arguments.
        case replace(String, [String])
    }

    package let name: String
    /// The root of the subcommands. Their names are in its configuration alone.
    let commands: any ParsableCommand.Type
    let action: @Sendable (_ words: [String], RunningProgram) -> Action
    /// What `plan` prints for the words; throws for words that the program does not take.
    let planned: @Sendable (_ words: [String]) throws -> Job

    package init(
        _ name: String, commands: any ParsableCommand.Type,
        planned: @escaping @Sendable (_ words: [String]) throws -> Job,
        action: @escaping @Sendable (_ words: [String], RunningProgram) -> Action
    ) {
        self.name = name
        self.commands = commands
        self.planned = planned
        self.action = action
    }

    /// The same program where another action comes first for some words.
    package func unless(_ other: @escaping @Sendable (_ words: [String], RunningProgram) -> Action?) -> Program {
        let action = self.action
        return Program(name, commands: commands, planned: planned) { other($0, $1) ?? action($0, $1) }
    }

    /// The program from its start to its end. Call before anything else in `main`, and before any thread exists.
    package func main(_ words: [String] = Array(CommandLine.arguments.dropFirst())) -> Never {
        let process = RunningProgram(self)
        switch action(words, process) {
        case .start(let job): process.run(job)
        case .command(let words): commands.run(words, in: process)
        case .replace(let path, let words): process.exec(path, words)
        }
    }

    /// The last part of the name that this process was called by: it may be a link to another program of the suite.
    package static var calledName: String {
        CommandLine.arguments.first?.split(separator: "/").last.map { String($0) } ?? ""
    }

    /// The absolute path of a program of the suite: beside this one, else as found in `PATH`.
    package static func sibling(_ name: String) -> String {
        let own = FileTree.link("/proc/self/exe") ?? ""
        let beside = Paths.joined(Paths.parts(of: own).dropLast() + [name])
        return ProgramSearch.find(beside, path: "") ?? name
    }
}
