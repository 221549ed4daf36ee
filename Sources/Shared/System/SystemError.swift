import Glibc
import Launch

/// The reason of a failed system call (`errno`) in the C library's words, for example "Permission denied".
package func systemReason(_ code: Int32 = errno) -> String {
    String(cString: strerror(code))
}

/// Repeats a system call while a signal interrupts it (EINTR).
func retryingInterrupts<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}

extension PlanFailure {
    /// A system call that failed: "cannot X: reason".
    ///
    /// - Parameters:
    ///   - code: its `errno`; decides the status (`ExitStatus.init(systemError:)`).
    ///   - advice: what follows the reason.
    init(_ action: String, code: Int32 = errno, advice: String = "") {
        self.init("\(action): \(systemReason(code))\(advice)", status: ExitStatus(systemError: code))
    }
}

extension ExitStatus {
    /// The status for a system call that failed on a path, an owner or a port that the operator configures: 78, also for a
    /// read-only mount. 1 when no setting is at fault: the disk is full or failed, or descriptors or memory have run out.
    init(systemError code: Int32) {
        switch code {
        case ENOSPC, EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, ENOBUFS: self = .failure
        default: self = .configuration
        }
    }
}
