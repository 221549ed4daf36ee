/// How one process is stopped.
package struct StopPolicy: Sendable, Equatable {
    /// The graceful stop.
    package let signal: Signal
    /// Sent when the time is nearly gone, or at a second stop signal: quick, but still the program's own way to end.
    package let escalation: Signal
    /// Processes of a lower stage are stopped, and have ended, before those of a higher one get their signal.
    package let stage: Int

    package init(signal: Signal = .term, escalation: Signal = .term, stage: Int = 0) {
        self.signal = signal
        self.escalation = escalation
        self.stage = stage
    }
}

/// The time that a whole stop may take, in seconds.
package struct ShutdownPolicy: Sendable, Equatable {
    /// From the first stop signal to the last SIGKILL.
    package let budget: Double
    /// The end of the budget that is kept for the quick stop: escalation signals at `budget - reserve`, SIGKILL at `budget`.
    package let reserve: Double
    /// What each later stage keeps of the time until the escalation: it has little left to do once the stage before it has drained.
    package let stageReserve: Double

    /// What a requested stop waits for before the first process gets its signal, in this order. A stop that has another
    /// reason, a death, waits for nothing; its delays are announced all the same.
    package var gates: [StopGate]

    /// Requests get most of a short budget: the reserves scale down with it. A quick stop takes a server up to about a
    /// second, so that the reserve is less only where that would be more than a quarter of the budget.
    ///
    /// - Parameter quickStop: the seconds of a quick stop that takes longer, where no request waits; at most half of the budget.
    package init(budget: Double, quickStop: Double? = nil, gates: [StopGate] = []) {
        self.budget = budget
        self.reserve = quickStop.map { min($0, budget / 2) } ?? min(3, max(budget / 6, 1), budget / 4)
        self.gates = gates
        self.stageReserve = min(2, max(budget / 10, 0.5))
    }

    /// When a stage that begins at `start` is over at the latest, on the same clock, in seconds: each of the stages that
    /// follow keeps its reserve of the time until the escalation, or half of that time where it is too short.
    package func latestEnd(from start: Double, escalation: Double, laterStages stages: Int) -> Double {
        max(start + (escalation - start) / 2, escalation - stageReserve * Double(stages))
    }
}

/// What happens when a process ends without a stop request.
package enum RestartPolicy: Sendable, Equatable {
    /// The whole program stops with the process's status.
    case never
    case backoff(Backoff)
}

/// Waits that double from `initial` to `limit` seconds; at most `attempts` restarts within `window` seconds.
package struct Backoff: Sendable, Equatable {
    package let initial: Double
    package let limit: Double
    package let attempts: Int
    package let window: Double
    /// Only a process that a signal killed is started again; one that ended by itself meant to.
    package let onlyAfterSignals: Bool

    package init(
        initial: Double = 0.5, limit: Double = 30, attempts: Int = 5, window: Double = 300,
        onlyAfterSignals: Bool = false
    ) {
        self.initial = initial
        self.limit = limit
        self.attempts = attempts
        self.window = window
        self.onlyAfterSignals = onlyAfterSignals
    }

    /// The wait in seconds before the restart that follows `count` restarts within the window; nil past the budget.
    package func delay(after count: Int) -> Double? {
        guard count < attempts else { return nil }
        var delay = initial
        for _ in 0..<count where delay < limit { delay *= 2 }
        return min(delay, limit)
    }
}
