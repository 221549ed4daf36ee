import Glibc

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
