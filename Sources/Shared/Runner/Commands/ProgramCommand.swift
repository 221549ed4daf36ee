import ArgumentParser
import Launch
import System

/// A subcommand of a program of the suite.
package protocol ProgramCommand: ParsableCommand {
    /// Does what was asked for. To return is to exit with 0.
    func run(in process: RunningProgram) throws
}

extension ParsableCommand {
    /// Parses the words as a command line of this root command, and does what they ask for. Bad usage exits with 64.
    static func run(_ words: [String], in process: RunningProgram) -> Never {
        do {
            var command = try parseAsRoot(words)
            if let command = command as? any ProgramCommand {
                try command.run(in: process)
            } else {
                // `help`, and a root command without a subcommand.
                try command.run()
            }
            exitProcess(.success)
        } catch {
            let code = exitCode(for: error)
            // The parser writes to stderr itself, several lines for a person.
            guard code != .success, process.logFormat == .json else { exit(withError: error) }
            process.fail(PlanFailure(message(for: error), status: ExitStatus(code.rawValue)))
        }
    }

    /// The names of the subcommands, hidden ones too, and `help`: what the parser takes as one.
    package static var subcommandNames: Set<String> {
        Set(configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"])
    }
}

extension CommandConfiguration {
    /// The root command of a program of the suite: its own subcommands, then those that every program has.
    ///
    /// - Parameter first: the program's own subcommand that is run when none is named.
    package static func program(
        _ name: String, abstract: String, discussion: String, subcommands: [any ParsableCommand.Type],
        default first: (any ParsableCommand.Type)? = nil
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: abstract, discussion: discussion, version: suiteVersion,
            subcommands: subcommands + [PlanCommand.self, EnvCommand.self], defaultSubcommand: first)
    }
}
