import CLinux
import Glibc

/// The signals of this process, taken one by one instead of interrupting it.
///
/// Every signal but the synchronous faults is blocked before any thread exists, and read with `sigtimedwait(2)`: no
/// handler runs, so nothing is async-signal-unsafe, and an idle runner sleeps in one system call.
package enum SignalQueue {
    /// A signal as it was delivered.
    package struct Delivery {
        package let number: Int32
        /// The terminal (the kernel) sent it to the whole foreground group, not a process to us.
        package let fromKernel: Bool
    }

    /// Blocks the signals and ignores SIGPIPE. Call first thing in `main`.
    package static func blockAll() {
        var set = blockedSet()
        pthread_sigmask(SIG_SETMASK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for the next signal; nil when `deadline` (monotonic seconds) passes first. No deadline: no wake-up.
    package static func next(until deadline: Double?) -> Delivery? {
        var set = blockedSet()
        var info = siginfo_t()
        while true {
            let number: Int32
            if let deadline {
                let left = max(0, deadline - Clock.monotonic())
                var timeout = timespec(tv_sec: Int(left), tv_nsec: Int((left - left.rounded(.down)) * 1e9))
                number = sigtimedwait(&set, &info, &timeout)
            } else {
                number = sigwaitinfo(&set, &info)
            }
            if number > 0 { return Delivery(number: number, fromKernel: linux_is_from_kernel(&info)) }
            if errno == EAGAIN { return nil }
        }
    }

    /// Whether a stop signal (SIGTERM, SIGINT, SIGQUIT, SIGHUP) has come; takes it. For work that looks now and then.
    @Sendable package static func isStopPending() -> Bool {
        pendingStop() != nil
    }

    /// The number of that signal; nil when none has come.
    static func pendingStop() -> Int32? {
        while let delivery = next(until: 0) {
            if [SIGTERM, SIGINT, SIGQUIT, SIGHUP].contains(delivery.number) { return delivery.number }
        }
        return nil
    }

    private static func blockedSet() -> sigset_t {
        var set = sigset_t()
        sigfillset(&set)
        for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&set, fault) }
        return set
    }
}
