import CLinux
import Glibc
import Launch

/// Collects ended children, adopted orphans too: what PID 1 is for.
package enum Reaper {
    package struct Ended {
        package let pid: Int32
        package let termination: Termination
    }

    /// Every child that has ended by now; never blocks.
    package static func reapAll() -> [Ended] {
        var ended: [Ended] = []
        while true {
            var info = siginfo_t()
            let result = retryingInterrupts { waitid(P_ALL, 0, &info, WEXITED | WNOHANG) }
            let pid = linux_child_pid(&info)
            // With WNOHANG, "nothing has ended" is success with a pid of 0 (waitid(2)).
            guard result == 0, pid != 0 else { return ended }
            ended.append(Ended(pid: pid, termination: Termination(&info)))
        }
    }
}

extension Termination {
    /// How a child ended, as waitid(2) reports it.
    init(_ information: inout siginfo_t) {
        let status = linux_child_status(&information)
        self = information.si_code == Int32(CLD_EXITED) ? .exited(status) : .killed(status)
    }
}
