import Launch

/// A stop that is under way.
struct Stop: Sendable, Equatable {
    /// What the program exits with.
    let result: Result
    let reason: Reason
    var state: State
    /// When everything that still runs gets its escalation signal (monotonic seconds).
    let escalation: Double
    /// When everything that still runs is killed.
    let kill: Double
    /// When the last stop signal that counted came.
    var lastSignal: Double

    enum Reason: Sendable, Equatable {
        /// Waits at the gates of the plan first.
        case request(Signal)
        /// Every process gets its escalation signal next, and no other before it: a server that takes both out of its queue
        /// together may obey the first and forget the second.
        case quickRequest
        /// A process that ended: waits for nothing.
        case death
    }

    enum Result: Sendable, Equatable {
        case status(ExitStatus)
        /// The status of the step that is interrupted.
        case ofStep
    }

    /// A state is followed by a later one, never by an earlier one. `stage` is an index into `LaunchPlan.stopStages`.
    enum State: Sendable, Equatable {
        /// Waits for a gate of the plan, by its index, or for what follows it.
        case gate(Int, GateWait)
        /// The processes of the stage have their stop signal.
        case stage(Int, StageTimeout)
        /// Everything that runs has its escalation signal.
        case escalated(stage: Int)
        /// Everything that runs has SIGKILL.
        case killed(stage: Int)
    }

    enum StageTimeout: Sendable, Equatable {
        /// Later stages need time too: what still runs then gets its escalation signal.
        case at(Double)
        /// That has happened.
        case passed
        /// The stage has the time up to the escalation of the whole stop.
        case none
    }

    func with(_ state: State) -> Stop {
        var stop = self
        stop.state = state
        return stop
    }

    /// The stage that is being stopped; the first one while a gate is waited for.
    var stage: Int {
        switch state {
        case .gate: 0
        case .stage(let index, _), .escalated(let index), .killed(let index): index
        }
    }

    var isAtGate: Bool {
        if case .gate = state { true } else { false }
    }

    /// The next time at which something happens although no event comes; nil when only the kernel's work is left.
    var nextDeadline: Double? {
        switch state {
        case .gate(_, let wait): wait.nextDeadline
        case .stage(_, .at(let deadline)): min(deadline, escalation)
        case .stage: escalation
        case .escalated: kill
        case .killed: nil
        }
    }
}

extension Stop.Result {
    /// nil: the status of the step that is interrupted.
    var status: ExitStatus? {
        if case .status(let status) = self { status } else { nil }
    }
}
