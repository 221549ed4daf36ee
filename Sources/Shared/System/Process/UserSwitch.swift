import Glibc
import Launch

/// Turns this process into a program that runs as another user: `su-exec USER[:GROUP] COMMAND…`.
package enum UserSwitch {
    /// The ids of a user as a process has them.
    package struct Identity: Sendable, Equatable {
        package let uid: UInt32
        package let gid: UInt32
        package let groups: [UInt32]
        package let home: String
    }

    /// Takes names and numbers. A number needs no entry in /etc/passwd; without a group it then keeps that of this process.
    /// A group that is named is the only one.
    package static func identity(_ text: String) throws(PlanFailure) -> Identity {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        let number = uid_t(parts[0])
        let name = number.map { getpwuid($0).map { String(cString: $0.pointee.pw_name) } } ?? parts[0]
        let account = name.flatMap { Accounts.named($0) }
        guard let uid = account?.uid ?? number else {
            throw PlanFailure("cannot switch to user \"\(parts[0])\": there is no such user", status: .failure)
        }
        let home = account?.home ?? "/"
        guard parts.count == 2, !parts[1].isEmpty else {
            let gid = account?.gid ?? getgid()
            return Identity(uid: uid, gid: gid, groups: account?.groups ?? [gid], home: home)
        }
        guard let gid = getgrnam(parts[1])?.pointee.gr_gid ?? gid_t(parts[1]) else {
            throw PlanFailure("cannot switch to group \"\(parts[1])\": there is no such group", status: .failure)
        }
        return Identity(uid: uid, gid: gid, groups: [gid], home: home)
    }

    /// Replaces this process by the program, found in `PATH` (execve(2)); returns only by an error. A process that has the ids already needs
    /// no right to switch.
    package static func exec(as identity: Identity, _ command: [String]) throws(PlanFailure) -> Never {
        let path = try ProgramSearch.find(ProcessSpec(command[0], command[0]))
        if geteuid() != identity.uid || getegid() != identity.gid || geteuid() == 0 {
            try check(setgroups(identity.groups.count, identity.groups), "setgroups()")
            try check(setgid(identity.gid), "setgid(\(identity.gid))")
            try check(setuid(identity.uid), "setuid(\(identity.uid))")
        }
        setenv("HOME", identity.home, 1)
        let argv = CStringArray(command)
        execv(path, argv.pointers)
        throw PlanFailure("cannot run \(command[0]): \(systemReason())", status: .notExecutable)
    }

    /// Replaces this process by one that works in a folder: as root, as the folder's owner, so that what it makes there is the owner's and
    /// no link of the owner's is followed as root.
    package static func execAsOwner(of folder: String, _ spec: ProcessSpec) throws(PlanFailure) -> Never {
        var info = stat()
        guard stat(folder, &info) == 0 else {
            throw PlanFailure("cannot read \(folder): \(systemReason())", status: .configuration)
        }
        guard info.st_mode & S_IFMT == S_IFDIR else {
            throw PlanFailure("cannot read \(folder): it is not a folder", status: .configuration)
        }
        let path = try ProgramSearch.find(spec)
        guard geteuid() == 0, info.st_uid != 0 else {
            let reason = Trampoline.replace(path, spec.arguments)
            throw PlanFailure("cannot run \(spec.executable): \(reason)", status: .notExecutable)
        }
        let owner = Identity(uid: info.st_uid, gid: info.st_gid, groups: [info.st_gid], home: "/")
        try exec(as: owner, [path] + spec.arguments)
    }

    private static func check(_ result: Int32, _ stage: String) throws(PlanFailure) {
        if result != 0 { throw PlanFailure("cannot switch user: \(stage): \(systemReason())", status: .failure) }
    }
}

extension Signal {
    /// Has the kernel send this process the signal when its parent ends (PR_SET_PDEATHSIG of prctl(2)).
    package func comesWhenParentEnds() {
        _ = ProcessControl.dieWithParent(getppid(), rawValue)
    }
}
