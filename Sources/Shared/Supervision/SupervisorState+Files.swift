import Launch

/// When the files that the reload's step reads are compared with what it saw.
struct FileLook: Sendable, Equatable {
    /// When they were touched first (monotonic seconds).
    let touched: Double
    var due: Double
}

/// A file that another process writes has the effect of SIGHUP when its content changes.
extension SupervisorState {
    /// Seconds without an event after which a writer has finished: several files, or one in several parts, are one change.
    private static let quietTime = 0.2
    /// Seconds after which a look is due although events go on.
    private static let longestBurst = 2.0
    /// At most so many reloads within so many seconds. Each tests the configuration and starts a worker of Nginx's while
    /// the ones before finish their requests, and the writer may be hostile.
    private static let reloadLimit = 10
    private static let reloadWindow = 60.0

    mutating func filesTouched(now: Double) -> [Action] {
        guard plan.reload?.watch != nil, phase == .steps || phase == .running else { return [] }
        let isFirst = fileLook == nil
        let touched = fileLook?.touched ?? now
        let quiet = min(now + Self.quietTime, touched + Self.longestBurst)
        let allowed = fileReloads.count < Self.reloadLimit ? quiet : fileReloads[0] + Self.reloadWindow
        fileLook = FileLook(touched: touched, due: max(quiet, allowed))
        guard isFirst, allowed > quiet else { return [] }
        let count = "\(Self.reloadLimit) reloads in \(Self.reloadWindow.shortText) s because of changed files"
        let wait = (allowed - now).rounded(.up).shortText
        return [.log(.warning, "\(count): the next one in \(wait) s at the earliest")]
    }

    /// A process that has just been started may not handle its signal yet: SIGHUP would end it.
    mutating func postponeFileLook(now: Double) {
        guard let due = fileLook?.due else { return }
        fileLook?.due = max(due, now + Self.quietTime)
    }

    mutating func fileTick(now: Double) -> [Action] {
        guard phase == .running, let fileLook, fileLook.due <= now else { return [] }
        self.fileLook = nil
        return [.lookAtFiles]
    }

    mutating func filesAre(changed: Bool, now: Double) -> [Action] {
        guard phase == .running, let watch = plan.reload?.watch else { return [] }
        guard changed else { return [.log(.debug, "watched files have the same content: no reload")] }
        fileReloads = Array((fileReloads + [now]).suffix(Self.reloadLimit))
        return startReload(watch.notice)
    }

    /// Before the step, so that what changes while it reads is found afterwards.
    var rememberFiles: [Action] {
        plan.reload?.watch == nil ? [] : [.rememberFiles]
    }
}
