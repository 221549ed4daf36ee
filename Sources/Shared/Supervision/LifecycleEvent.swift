import Launch

/// What happens in the life of a program and its processes; logs, metrics and pages are made of these events.
/// Processes and steps are named as in the plan; seconds are counted from the moment of the event.
package enum LifecycleEvent: Sendable, Equatable {
    case stepStarting(String)
    case stepFailed(String, ProcessEnd)
    case processStarting(String)
    case processRestarting(String)
    case processStarted(String, pid: Int32)
    /// A process ended although it was not asked to, and is not started again: by its policy.
    case processExited(String, ProcessEnd, then: Consequence)
    case restartScheduled(String, ProcessEnd, seconds: Double)
    /// It was started again as often as its policy allows within the window, which is in seconds.
    case restartLimitReached(String, ProcessEnd, restarts: Int, window: Double, then: Consequence)
    case stopRequested(Signal, seconds: Double)
    /// The seconds are the longest that it takes.
    case gateEntered(StopGate, seconds: Double)
    /// The seconds are those that it took.
    case gateLeft(StopGate, GateOutcome, seconds: Double)
    /// The processes have their stop signal.
    case stageEntered(Int, [String])
    /// A process ended in a stop.
    case processStopped(String, ProcessEnd)
    case escalated(String, pid: Int32, Signal, EscalationReason)
    case killed(String, pid: Int32)
    case orphansKilled(of: String, pid: Int32)
    /// The notice is the plan's, for a changed file.
    case reloadStarting(notice: String)
    case reloadFailed(String, ProcessEnd)
    /// So many reloads because of changed files in so many seconds: the next one has to wait.
    case reloadPostponed(reloads: Int, window: Double, seconds: Double)
    /// Something happened to the watched files, and they have the same content.
    case filesUnchanged

    package enum Consequence: Sendable, Equatable {
        case stops(ExitStatus)
        case continues
        /// The program ends, because no other process runs.
        case nothingElseRuns
    }

    package enum GateOutcome: Sendable, Equatable {
        /// The delay has passed.
        case over
        /// What was waited for has happened.
        case done
        /// It will not happen: the peer is not stopping.
        case notNeeded
        case timedOut
    }

    package enum EscalationReason: Sendable, Equatable {
        case signal(Signal)
        case secondSignal(Signal)
        /// Later stages need the rest of the time.
        case stageTimeout
        /// The time of the whole stop is nearly over.
        case budget
    }
}

/// How a process came to its end.
package enum ProcessEnd: Sendable, Equatable {
    case ended(pid: Int32, Termination)
    case notStarted(ExitStatus)

    package var status: ExitStatus {
        switch self {
        case .ended(_, let termination): termination.status
        case .notStarted(let status): status
        }
    }

    /// Whether a signal ended it.
    package var isKill: Bool {
        if case .ended(_, let termination) = self { termination.isKill } else { false }
    }

    /// "exit status 3", "signal 9 (SIGKILL)".
    package var text: String {
        switch self {
        case .ended(_, let termination): termination.text
        case .notStarted: "it could not be started"
        }
    }
}
