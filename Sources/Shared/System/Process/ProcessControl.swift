import Glibc

/// What prctl(2) says of a process and its parent. The Glibc module leaves the function out, since it takes any number
/// of arguments.
package enum ProcessControl {
    /// Orphans below us become our children, so that none goes on unseen; in a container PID 1 gets them anyway.
    package static func adoptOrphans() {
        call(36, 1)  // PR_SET_CHILD_SUBREAPER
    }

    /// This process gets the signal when `parent` ends, however it does: nothing that it ran stays behind unnoticed.
    ///
    /// - Returns: false when the parent has ended already.
    static func dieWithParent(_ parent: Int32, _ signal: Int32) -> Bool {
        call(1, UInt(signal))  // PR_SET_PDEATHSIG
        return getppid() == parent
    }

    /// Processes of our own user can read neither our environment nor our memory (`/proc/PID/environ`, `mem`, ptrace(2)):
    /// without root, children have the same user as the runner. An `execve(2)` lets them again (proc(5), PR_SET_DUMPABLE).
    package static func hideFromOwnUser() {
        call(4, 0)  // PR_SET_DUMPABLE
    }

    /// From now on no program that is run gives more privileges than this process has, in all descendants too.
    ///
    /// - Returns: 0, or -1 with `errno`: a kernel that knows no such thing.
    static func forbidNewPrivileges() -> Int32 {
        call(38, 1)  // PR_SET_NO_NEW_PRIVS
    }

    /// Empties the capability bounding set and the ambient set. Without CAP_SETPCAP the first stays as it is: a container
    /// that was not given it has dropped more than we could.
    static func dropCapabilities() {
        var capability: UInt = 0
        // The kernel's last capability is the one before EINVAL.
        while call(24, capability) == 0 { capability += 1 }  // PR_CAPBSET_DROP
        call(47, 4)  // PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL
    }

    @discardableResult
    private static func call(_ option: Int32, _ argument: UInt) -> Int32 {
        typealias Function = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
        guard let symbol = dlsym(nil, "prctl") else { return -1 }
        return unsafeBitCast(symbol, to: Function.self)(option, argument, 0, 0, 0)
    }
}
