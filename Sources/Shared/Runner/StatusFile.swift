import System

/// What a process writes of its work while it runs: the part that it does, and what it waits for
/// (docs/reference/status-files.md).
package struct StatusFile: Equatable, Sendable {
    /// Something that another process has to do first.
    package struct Wait: Equatable, Sendable {
        /// One sentence: what is waited for, and why it is not there.
        package let reason: String
        /// Monotonic seconds of its beginning.
        package let since: Double

        package init(reason: String, since: Double) {
            self.reason = reason
            self.since = since
        }
    }

    /// The work as a whole: `start`.
    package let kind: String
    package let pid: Int32
    /// Clock ticks since the machine's boot at which the process started: a pid is given again.
    package let processStart: UInt64
    /// The part of the work that runs; nil between two of them.
    package let part: String?
    package let wait: Wait?

    package init(kind: String, pid: Int32, processStart: UInt64, part: String?, wait: Wait?) {
        self.kind = kind
        self.pid = pid
        self.processStart = processStart
        self.part = part
        self.wait = wait
    }

    /// nil when the lines are not such a status.
    package init?(_ lines: StateLines) {
        guard let kind = lines.text("kind"), let writer = lines.writer else { return nil }
        var wait: Wait?
        if let reason = lines.text("reason"), let since = lines.number("waiting_since") {
            wait = Wait(reason: reason, since: since)
        }
        self.init(kind: kind, pid: writer.pid, processStart: writer.start, part: lines.text("part"), wait: wait)
    }

    /// The status of a process that still runs; nil when there is none.
    package static func living(in path: String) -> StatusFile? {
        StateLines.ofLivingWriter(path).flatMap(StatusFile.init)
    }
}
