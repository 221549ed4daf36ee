import Launch

/// When the files that the reload's step reads are compared with what it saw.
struct FilePoll: Sendable, Equatable {
    /// When they were touched first (monotonic seconds).
    let touched: Double
    var due: Double
}

/// A file that another process writes has the effect of SIGHUP when its content changes.
extension SupervisorState {
    /// Seconds without an event after which a writer has finished: several files, or one in several parts, are one change.
    private static let quietTime = 0.2
    /// Seconds after which a poll is due although events still arrive.
    private static let longestBurst = 2.0
    /// At most so many reloads within so many seconds. Each tests the configuration and may start workers while those
    /// before finish their requests, and the writer may be hostile.
    private static let reloadLimit = 10
    private static let reloadWindow = 60.0

    mutating func filesTouched(now: Double) -> [Action] {
        guard plan.reload?.watch != nil, phase == .steps || phase == .running else { return [] }
        let isFirst = filePoll == nil
        let touched = filePoll?.touched ?? now
        let quiet = min(now + Self.quietTime, touched + Self.longestBurst)
        let allowed = fileReloads.count < Self.reloadLimit ? quiet : fileReloads[0] + Self.reloadWindow
        filePoll = FilePoll(touched: touched, due: max(quiet, allowed))
        guard isFirst, allowed > quiet else { return [] }
        let wait = (allowed - now).rounded(.up)
        return [.emit(.reloadPostponed(reloads: Self.reloadLimit, window: Self.reloadWindow, seconds: wait))]
    }

    /// A process that has just been started may not handle its signal yet: SIGHUP would end it.
    mutating func postponeFilePoll(now: Double) {
        guard let due = filePoll?.due else { return }
        filePoll?.due = max(due, now + Self.quietTime)
    }

    mutating func fileTick(now: Double) -> [Action] {
        guard phase == .running, let filePoll, filePoll.due <= now else { return [] }
        self.filePoll = nil
        return [.pollFiles]
    }

    mutating func filesAre(changed: Bool, now: Double) -> [Action] {
        guard phase == .running, let watch = plan.reload?.watch else { return [] }
        guard changed else { return [.emit(.filesUnchanged)] }
        fileReloads = Array((fileReloads + [now]).suffix(Self.reloadLimit))
        return startReload(watch.notice)
    }

    /// Before the step, so that what changes while it reads is found afterwards.
    var rememberFiles: [Action] {
        plan.reload?.watch == nil ? [] : [.rememberFiles]
    }
}
