/// The exit statuses of the programs, as documented for users; most are sysexits.h's.
package struct ExitStatus: Sendable, Equatable, Error {
    package let code: Int32

    package init(_ code: Int32) {
        self.code = code
    }

    package static let success = ExitStatus(0)
    package static let failure = ExitStatus(1)
    /// EX_USAGE: the command line is wrong.
    package static let usage = ExitStatus(64)
    /// EX_UNAVAILABLE: the database or broker was not there in time.
    package static let unavailable = ExitStatus(69)
    /// EX_CONFIG: the configuration is wrong; nothing was started.
    package static let configuration = ExitStatus(78)
    /// As a shell says it: found, but cannot be run.
    package static let notExecutable = ExitStatus(126)
    /// As a shell says it: not found.
    package static let notFound = ExitStatus(127)
}
