import Glibc

/// Something that cannot be done, in one sentence, with the status to exit with.
package struct PlanFailure: Error, Sendable, Equatable {
    package let message: String
    package let status: ExitStatus

    package init(_ message: String, status: ExitStatus = .configuration) {
        self.message = message
        self.status = status
    }
}

/// The reason of a failed system call (`errno`) in the C library's words, for example "Permission denied".
package func systemReason(_ code: Int32 = errno) -> String {
    String(cString: strerror(code))
}

/// Repeats a system call while a signal interrupts it.
func retryingInterrupts(_ call: () -> Int32) -> Int32 {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
