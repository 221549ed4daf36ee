import Glibc

/// The step between `posix_spawn` and the program: what only the child itself can do.
///
/// `posix_spawn` can neither change the user nor know the child's pid (`LISTEN_PID`) nor tie the child's life to ours, so the
/// runner spawns itself with a hidden first argument; that process does all this, and becomes the program by `execve(2)`.
package enum Trampoline {
    static let word = "__launch"

    /// The arguments that lead to the program, or nil when the process needs no trampoline.
    ///
    /// - Parameter isTied: the process is to get its stop signal when we end. Not a command that shares our group: that is
    ///   somebody's shell, which has a terminal and a life of its own.
    static func arguments(for spec: ProcessSpec, program: String, isTied: Bool) -> [String]? {
        let isTied = isTied && spec.group == .own
        guard isTied || spec.user != nil || spec.workingDirectory != nil || spec.socket != nil else {
            return nil
        }
        var arguments = ["launch", word, program]
        if let user = spec.user {
            arguments += ["user", String(user.uid), String(user.gid)]
            arguments += [user.groups.map { String($0) }.joined(separator: ",")]
        } else {
            arguments += ["-", "-", "-", "-"]
        }
        arguments.append(spec.workingDirectory ?? "-")
        arguments.append(spec.socket == nil ? "0" : "1")
        // The graceful stop, for no one is left who would hurry it.
        arguments += isTied ? [String(getpid()), String(spec.stop.signal.rawValue)] : ["-", "-"]
        return arguments
    }

    /// Call first in `main`: returns at once unless this process is a trampoline; else it never returns.
    package static func runIfAsked() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 12, arguments[1] == word else { return }
        let program = arguments[2]
        do throws(PlanFailure) {
            if arguments[3] == "user" { try switchUser(arguments[4], arguments[5], arguments[6]) }
            if arguments[7] != "-" {
                try check(chdir(arguments[7]), "cannot run \(program) in \(arguments[7])")
            }
            if arguments[8] == "1" {
                setenv("LISTEN_FDS", "1", 1)
                setenv("LISTEN_PID", String(getpid()), 1)
            }
            // After the switch of user, which takes it away (prctl(2)).
            if let parent = Int32(arguments[9]), let signal = Int32(arguments[10]),
                !ProcessControl.dieWithParent(parent, signal)
            {
                exit(128 + signal)
            }
            let argv = CStringArray(Array(arguments[11...]))
            execv(program, argv.pointers)
            throw PlanFailure("cannot run \(program): \(systemReason())", status: .notExecutable)
        } catch {
            StandardError.write("\(error.message)\n")
            exit(error.status.code)
        }
    }

    /// Becomes the program, by `execve(2)`; returns only with the reason why it cannot.
    static func become(_ path: String, _ arguments: [String]) -> String {
        let argv = CStringArray([path] + arguments)
        execv(path, argv.pointers)
        return systemReason()
    }

    private static func switchUser(_ uid: String, _ gid: String, _ groups: String) throws(PlanFailure) {
        let list = groups.split(separator: ",").compactMap { gid_t($0) }
        guard let user = uid_t(uid), let group = gid_t(gid) else { throw PlanFailure("cannot switch user: bad ids") }
        try check(setgroups(list.count, list), "cannot switch user: setgroups()")
        try check(setgid(group), "cannot switch user: setgid(\(group))")
        try check(setuid(user), "cannot switch user: setuid(\(user))")
    }

    private static func check(_ result: Int32, _ stage: String) throws(PlanFailure) {
        if result != 0 { throw PlanFailure("\(stage): \(systemReason())", status: .notExecutable) }
    }
}
