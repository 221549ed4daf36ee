/// How far a stop has come.
struct StopProgress: Sendable, Equatable {
    /// The status the program will exit with.
    var status: ExitStatus
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
        [stageDeadline, hurryDeadline, killDeadline].compactMap { $0 }.min()
    }
}
