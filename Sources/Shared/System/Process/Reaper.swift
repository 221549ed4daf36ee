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
            let child = info._sifields._sigchld
            // With WNOHANG, "nothing has ended" is success with a pid of 0 (waitid(2)).
            guard result == 0, child.si_pid != 0 else { return ended }
            let exited = info.si_code == Int32(CLD_EXITED)
            ended.append(
                Ended(pid: child.si_pid, termination: exited ? .exited(child.si_status) : .killed(child.si_status)))
        }
    }
}
