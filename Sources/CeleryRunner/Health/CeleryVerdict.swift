/// How a Celery process is.
struct CeleryVerdict: Equatable {
    enum Condition: String {
        /// It has not connected to the broker for the first time yet.
        case starting
        case ok
        /// Every slot of the pool has a task.
        case busy
        /// The broker is away; the process waits for it, and a restart would not help.
        case disconnected
        /// It does nothing although it could: a restart helps.
        case hung
        case stopping
    }

    let condition: Condition
    /// The facts behind it, for one line.
    let detail: String

    /// Whether the process should be left alone: only a hung one is better restarted.
    var isLive: Bool { condition != .hung }
    /// Whether tasks are being taken care of.
    var isReady: Bool { condition == .ok || condition == .busy }
}

/// The limits of the verdicts, in seconds; every one a setting.
struct HealthLimits: Equatable {
    let hungAfter: Double
    let taskLimit: Double
    let disconnectedAfter: Double
    let idleLimit: Double
    let beatLimit: Double
}
