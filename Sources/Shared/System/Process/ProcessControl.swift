import CLinux
import Glibc

/// What prctl(2) controls of this process and its relation to its parent.
package enum ProcessControl {
    /// Orphans become children of the runner, so that none keeps running unseen; in a container PID 1 gets them anyway.
    package static func adoptOrphans() {
        _ = linux_prctl(PR_SET_CHILD_SUBREAPER, 1)
    }

    /// This process gets the signal when `parent` ends, however it does: nothing that it ran stays behind unnoticed.
    ///
    /// - Returns: false when the parent has ended already.
    static func dieWithParent(_ parent: Int32, _ signal: Int32) -> Bool {
        _ = linux_prctl(PR_SET_PDEATHSIG, UInt(signal))
        return getppid() == parent
    }

    /// Processes of our own user can read neither our environment nor our memory (`/proc/PID/environ`, `mem`, ptrace(2)):
    /// without root, children have the same user as the runner. An `execve(2)` lets them again (proc(5), PR_SET_DUMPABLE).
    package static func hideFromOwnUser() {
        _ = linux_prctl(PR_SET_DUMPABLE, 0)
    }

    /// From now on no program that is run gives more privileges than this process has, in all descendants too.
    ///
    /// - Returns: 0, or -1 with `errno`: a kernel that knows no such thing.
    static func forbidNewPrivileges() -> Int32 {
        linux_prctl(PR_SET_NO_NEW_PRIVS, 1)
    }

    /// Empties the capability bounding set and the ambient set. Without CAP_SETPCAP the first stays as it is: a container
    /// that was not given it has dropped more than we could.
    static func dropCapabilities() {
        var capability: UInt = 0
        // The kernel's last capability is the one before EINVAL.
        while linux_prctl(PR_CAPBSET_DROP, capability) == 0 { capability += 1 }
        _ = linux_prctl(PR_CAP_AMBIENT, UInt(PR_CAP_AMBIENT_CLEAR_ALL))
    }
}
