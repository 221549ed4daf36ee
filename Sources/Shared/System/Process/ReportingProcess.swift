import CLinux
import Glibc
import Launch
import Settings

/// A short program that reports in lines on its stdout; its stderr is the runner's. A stop signal ends it.
package enum ReportingProcess {
    package enum Outcome: Sendable, Equatable {
        /// The last line has come.
        case complete
        case ended(Termination)
        /// The runner received this stop signal.
        case interrupted(Int32)
    }

    /// More than this is no report, in bytes.
    private static let limit = 8 << 20
    /// Milliseconds between two looks at the child and at our signals, while nothing comes.
    private static let interval: Int32 = 100

    /// Runs the process until its last line or its end. Then nothing of its process group is left. Not for use beside a
    /// running supervisor: it waits for its own child only.
    ///
    /// - Parameters:
    ///   - last: the line after which there is no other: the project may have processes that keep the pipe open.
    ///   - format: of the line that says why the program cannot be started.
    package static func run(
        _ spec: ProcessSpec, last: String, format: LogFormat
    ) throws(PlanFailure) -> (lines: [String], outcome: Outcome) {
        var ends: [Int32] = [-1, -1]
        guard linux_pipe(&ends) == 0 else { throw PlanFailure("cannot make a pipe", code: errno) }
        defer { close(ends[0]) }
        var spawner = Spawner(tiesChildren: true, format: format)
        let started = Result { () throws(PlanFailure) in try spawner.start(spec, output: ends[1]) }
        close(ends[1])
        let pid = try started.get()
        var lines = LineBuffer(limit: limit)
        let outcome = follow(ends[0], pid, &lines, last)
        kill(-pid, SIGKILL)
        let termination = wait(pid, WEXITED)
        return (lines.complete, outcome ?? .ended(termination ?? .exited(0)))
    }

    /// - Returns: nil when the pipe is at its end, so that the child's own end is the outcome.
    private static func follow(_ descriptor: Int32, _ pid: Int32, _ lines: inout LineBuffer, _ last: String) -> Outcome?
    {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var hasEnded = false
        while true {
            if let signal = SignalQueue.pendingStop() { return .interrupted(signal) }
            var item = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&item, 1, hasEnded ? 0 : interval)
            if ready > 0 {
                let count = read(descriptor, &buffer, buffer.count)
                if count == 0 { return wait(pid, WEXITED | WNOWAIT).map(Outcome.ended) }
                if count > 0, !lines.append(buffer[..<count]) { return nil }
                if lines.complete.last == last { return .complete }
            } else if hasEnded {
                return wait(pid, WEXITED | WNOWAIT).map(Outcome.ended)
            } else if ready == 0 {
                hasEnded = wait(pid, WEXITED | WNOHANG | WNOWAIT) != nil
            }
        }
    }

    private static func wait(_ pid: Int32, _ options: Int32) -> Termination? {
        var info = siginfo_t()
        guard retryingInterrupts({ waitid(P_PID, id_t(pid), &info, options) }) == 0 else { return nil }
        return linux_child_pid(&info) == 0 ? nil : Termination(&info)
    }
}

/// Bytes as they come, and the lines that are whole.
struct LineBuffer {
    private(set) var complete: [String] = []
    private var rest: [UInt8] = []
    private var left: Int

    init(limit: Int) {
        left = limit
    }

    /// - Returns: false when there is more than the limit.
    mutating func append(_ bytes: ArraySlice<UInt8>) -> Bool {
        left -= bytes.count
        rest += bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            complete.append(String(decoding: rest[..<end], as: UTF8.self))
            rest.removeSubrange(...end)
        }
        return left >= 0
    }
}
