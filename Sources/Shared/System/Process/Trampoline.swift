import Glibc
import Launch
import Settings

/// The step between `posix_spawn` and the program: what only the child itself can do.
///
/// `posix_spawn` can neither change the user nor drop privileges nor know the child's pid (`LISTEN_PID`) nor tie the
/// child's life to the runner's. So the runner spawns its own binary with a hidden first word; that process does all this and
/// then executes the program (execve(2)).
package enum Trampoline {
    /// Does what the order says and executes the program.
    ///
    /// - Parameter fail: ends the process, with a line in the log in the order's format, because the program cannot be started.
    static func run(_ order: TrampolineOrder, fail: (PlanFailure, LogFormat?) -> Never) -> Never {
        do throws(PlanFailure) {
            try perform(order)
        } catch {
            fail(error, order.format)
        }
    }

    private static func perform(_ order: TrampolineOrder) throws(PlanFailure) -> Never {
        // Before the switch of user, after which it is not allowed.
        if order.privileges == .none { ProcessControl.dropCapabilities() }
        if let user = order.user { try switchUser(user) }
        if let folder = order.workingDirectory {
            try check(chdir(folder), "cannot run \(order.program) in \(folder)")
        }
        if order.hasSocket {
            setenv("LISTEN_FDS", "1", 1)
            setenv("LISTEN_PID", String(getpid()), 1)
        }
        if order.privileges != .unchanged {
            try check(ProcessControl.forbidNewPrivileges(), "cannot run \(order.program) with no_new_privs")
        }
        // After the switch of user, which takes it away (prctl(2)).
        if let tie = order.tie, !ProcessControl.dieWithParent(tie.parent, tie.signal) { exit(128 + tie.signal) }
        let argv = CStringArray(order.arguments)
        execv(order.program, argv.pointers)
        throw PlanFailure("cannot run \(order.program): \(systemReason())", status: .notExecutable)
    }

    /// Replaces this process by the program (execve(2)); returns only with the reason why it cannot.
    package static func replace(_ path: String, _ arguments: [String]) -> String {
        let argv = CStringArray([path] + arguments)
        execv(path, argv.pointers)
        return systemReason()
    }

    private static func switchUser(_ user: TrampolineOrder.User) throws(PlanFailure) {
        try check(setgroups(user.groups.count, user.groups), "cannot switch user: setgroups()")
        try check(setgid(user.gid), "cannot switch user: setgid(\(user.gid))")
        try check(setuid(user.uid), "cannot switch user: setuid(\(user.uid))")
    }

    private static func check(_ result: Int32, _ stage: String) throws(PlanFailure) {
        if result != 0 { throw PlanFailure("\(stage): \(systemReason())", status: .notExecutable) }
    }
}
