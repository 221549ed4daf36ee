import Glibc
import Launch
import Settings

/// What the binary does when a runner starts it with a hidden first word.
enum InternalRole: Equatable {
    /// The step between `posix_spawn` and a program (`Trampoline`).
    case launch(TrampolineOrder)
    /// The log relay (`LogRelay`).
    case relay(RelayOrder)

    /// The whole command line. The first word is what `ps` shows.
    var commandLine: [String] {
        switch self {
        case .launch(let order): ["launch", HiddenWord.launch.rawValue] + order.words
        case .relay(let order): ["\(order.program): log relay", HiddenWord.relay.rawValue] + order.words
        }
    }

    /// The role of a command line; nil when it has no hidden word of a role.
    init?(_ commandLine: [String]) throws(RoleWords.Problem) {
        guard commandLine.count > 1, let word = HiddenWord(rawValue: commandLine[1]) else { return nil }
        switch word {
        case .launch: self = .launch(try TrampolineOrder(commandLine.dropFirst(2)))
        case .relay: self = .relay(try RelayOrder(commandLine.dropFirst(2)))
        case .publishStatic: return nil
        }
    }
}

/// The hidden first words of our own binary.
package enum HiddenWord: String, CaseIterable, Sendable {
    case launch = "__launch"
    case relay = "__relay"
    /// A subcommand of `app-runner`, whose options the argument parser reads.
    case publishStatic = "__publish-static"
}

/// Runs what a hidden first word asks for.
package enum InternalRoles {
    /// Call first in `main`: returns at once unless this process has an internal role; else it never returns. A command
    /// line that is not the role's ends with one line on stderr and status 64; nothing of it is done.
    ///
    /// - Parameters:
    ///   - fail: ends the process, with a line in the log, because a role cannot be carried out. Without a format: the command
    ///     line that would tell it cannot be read.
    ///   - line: writes a warning of the program as a log line in the format.
    package static func runIfAsked(
        fail: (PlanFailure, LogFormat?) -> Never,
        line: @escaping (_ program: String, LogFormat, _ message: String) -> String
    ) {
        let role: InternalRole?
        do throws(RoleWords.Problem) {
            role = try InternalRole(CommandLine.arguments)
        } catch {
            fail(PlanFailure("cannot run \(CommandLine.arguments[1]): \(error.message)", status: .usage), nil)
        }
        switch role {
        case .launch(let order): Trampoline.run(order, fail: fail)
        case .relay(let order): LogRelay.run(order, line: line)
        case nil: return
        }
    }
}
