/// A wait of a requested stop before the first process gets its signal: a value, run by one interpreter in Supervision.
package enum StopGate: Sendable, Equatable {
    /// Time in which load balancers notice that the program is not ready.
    case delay(DelayGate)
    /// Another container's program finishes first.
    case peer(PeerGate)
    /// Connections that have begun are accepted, and no further one begins.
    case listeners(ListenerGate)
}

extension StopGate {
    /// The kind in one word, for `plan` and logs.
    package var kind: String {
        switch self {
        case .delay: "delay"
        case .peer: "peer"
        case .listeners: "listeners"
        }
    }
}

/// Still serves for a time after "not ready" has been announced. Only SIGTERM waits: a person who types Ctrl-C has no load balancer.
package struct DelayGate: Sendable, Equatable {
    /// Between the announcement and what follows; 0 announces and does not wait.
    package let seconds: Double
    /// A file whose presence makes the readiness probe fail. It is written in every stop, whatever its reason.
    package let flag: String
    /// What the log says of it: "draining: …".
    package let announcement: String
    /// The variable that sets the seconds, for `plan`.
    package let variable: String

    package init(seconds: Double, flag: String, announcement: String, variable: String) {
        self.seconds = seconds
        self.flag = flag
        self.announcement = announcement
        self.variable = variable
    }
}

/// Waits until a peer has ended that is stopped at the same moment, at most until the first stage must begin.
package struct PeerGate: Sendable, Equatable {
    /// The peer in a sentence: "the proxy".
    package let name: String
    /// The folder on which the peer holds its locks.
    package let folder: String
    /// Seconds within which a peer that got its stop signal has begun to drain. After that it is not stopping, and
    /// waiting for it would be in vain.
    package let startTimeout: Double
    /// Seconds between two polls.
    package let interval: Double
    /// What follows when the peer still serves: it still sends requests here.
    package let whenServing: ListenerGate?

    package init(
        name: String, folder: String, startTimeout: Double = 2, interval: Double = 0.1, whenServing: ListenerGate? = nil
    ) {
        self.name = name
        self.folder = folder
        self.startTimeout = startTimeout
        self.interval = interval
        self.whenServing = whenServing
    }
}

/// Waits until the listeners of a process have no connection left to accept: closing a listener resets those that wait,
/// with the requests that their clients have sent. Passed over when the process does not run or has no such listener.
package struct ListenerGate: Sendable, Equatable {
    /// The name of the process that accepts.
    package let process: String
    package let listeners: ListenerKind
    /// Seconds within which a connection that has begun is established; the queue is polled after that.
    package let handshake: Double
    /// Seconds between two polls.
    package let interval: Double
    package let timeout: GateTimeout

    package init(
        process: String, listeners: ListenerKind, handshake: Double = 0, interval: Double = 0.02, timeout: GateTimeout
    ) {
        self.process = process
        self.listeners = listeners
        self.handshake = handshake
        self.interval = interval
        self.timeout = timeout
    }
}

/// Listeners that the runner binds for a process.
package enum ListenerKind: String, Sendable, Equatable {
    case tcp
    case unix
}

/// When a gate is left although what it waits for has not happened.
package enum GateTimeout: Sendable, Equatable {
    /// After so many seconds, or half of the time until the escalation if that is less.
    case seconds(Double)
    /// When the first stage must begin.
    case firstStage
}

extension ShutdownPolicy {
    /// What every stop announces, whatever its reason.
    package var flags: [String] {
        gates.compactMap { if case .delay(let gate) = $0 { gate.flag } else { nil } }
    }

    /// When a gate that begins at `start` is left at the latest, on the same clock, in seconds.
    package func end(of timeout: GateTimeout, from start: Double, escalation: Double) -> Double {
        switch timeout {
        case .seconds(let seconds): start + min(seconds, (escalation - start) / 2)
        case .firstStage: latestEnd(from: start, escalation: escalation, laterStages: 1)
        }
    }
}
