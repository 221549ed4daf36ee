import Glibc

/// Sends signals to children.
enum Kill {
    static func process(_ pid: Int32, _ signal: Signal) {
        kill(pid, signal.rawValue)
    }

    /// SIGKILL for what is left of the process group that the child led. No harm when it is empty: a pid is not used
    /// again while a group has its number.
    static func group(_ pid: Int32) {
        kill(-pid, SIGKILL)
    }
}
