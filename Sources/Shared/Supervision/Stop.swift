import Launch

/// How far a stop has come.
struct StopProgress: Sendable, Equatable {
    /// The status the program will exit with.
    var status: ExitStatus
    /// What is waited for before the first stage; nil once it is over.
    var hold: StopHold?
    /// The stage that is being stopped: an index into `LaunchPlan.stopStages`.
    var stage: Int
    /// When the stage's processes are hurried; nil once they are.
    var stageDeadline: Double?
    /// When everything still alive gets its hurry signal; nil once it has.
    var hurryDeadline: Double?
    /// When everything still alive is killed; nil once it is.
    var killDeadline: Double?
    /// When the last stop signal that counted came.
    var lastSignal: Double

    var nextDeadline: Double? {
        [hold?.nextDeadline, stageDeadline, hurryDeadline, killDeadline].compactMap { $0 }.min()
    }
}
