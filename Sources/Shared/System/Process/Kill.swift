import Glibc
import Launch

/// Sends signals to children.
package enum Kill {
    package static func process(_ pid: Int32, _ signal: Signal) {
        kill(pid, signal.rawValue)
    }

    /// SIGKILL for what is left of the process group that the child led. No harm when it is empty: a pid is not used
    /// again while a group has its number.
    package static func group(_ pid: Int32) {
        kill(-pid, SIGKILL)
    }

    /// The signal for what is left of the group.
    package static func group(_ pid: Int32, _ signal: Signal) {
        kill(-pid, signal.rawValue)
    }

    /// Whether nothing of the group is left.
    package static func isGroupEmpty(_ pid: Int32) -> Bool {
        kill(-pid, 0) != 0 && errno == ESRCH
    }
}
