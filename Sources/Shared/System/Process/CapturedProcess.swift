import Glibc
import Launch

/// A short program whose words we need: its stderr is read, its stdout is ours.
package struct CapturedProcess {
    package let termination: Termination
    /// What it wrote to stderr.
    package let errors: String

    /// Runs the process to its end. Not for use beside a running supervisor: it waits for its own child only.
    package static func run(_ spec: ProcessSpec) throws(PlanFailure) -> CapturedProcess {
        var ends: [Int32] = [-1, -1]
        // pipe2 cannot be imported; nothing else runs in this process that could inherit the ends in between.
        guard pipe(&ends) == 0 else { throw PlanFailure("cannot make a pipe: \(systemReason())") }
        for end in ends { setCloseOnExec(end) }
        defer { close(ends[0]) }
        var spawner = Spawner(tiesChildren: false)
        let started = Result { () throws(PlanFailure) in try spawner.start(spec, errors: ends[1]) }
        close(ends[1])
        let pid = try started.get()
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(ends[0], &buffer, buffer.count)
            if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { break }
        }
        var info = siginfo_t()
        _ = retryingInterrupts { waitid(P_PID, id_t(pid), &info, WEXITED) }
        let code = info._sifields._sigchld.si_status
        return CapturedProcess(
            termination: info.si_code == Int32(CLD_EXITED) ? .exited(code) : .killed(code),
            errors: String(decoding: bytes, as: UTF8.self))
    }
}

private func setCloseOnExec(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
}
