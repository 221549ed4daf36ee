import CLinux
import Glibc
import Launch

/// A short program whose messages are needed: its stderr is read, its stdout is the runner's.
package struct CapturedProcess {
    package let termination: Termination
    /// What it wrote to stderr.
    package let errors: String

    /// Runs the process to its end. Not for use beside a running supervisor: it waits for its own child only.
    package static func run(_ spec: ProcessSpec) throws(PlanFailure) -> CapturedProcess {
        var ends: [Int32] = [-1, -1]
        guard linux_pipe(&ends) == 0 else { throw PlanFailure("cannot make a pipe", code: errno) }
        defer { close(ends[0]) }
        // What is captured is quoted in a sentence.
        var spawner = Spawner(tiesChildren: false, format: .text)
        let started = Result { () throws(PlanFailure) in try spawner.start(spec, errors: ends[1]) }
        close(ends[1])
        let pid = try started.get()
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = retryingInterrupts { read(ends[0], &buffer, buffer.count) }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        var info = siginfo_t()
        _ = retryingInterrupts { waitid(P_PID, id_t(pid), &info, WEXITED) }
        return CapturedProcess(termination: Termination(&info), errors: String(decoding: bytes, as: UTF8.self))
    }
}
