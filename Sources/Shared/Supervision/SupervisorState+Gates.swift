import Launch
import Settings

/// What a stop waits for before the first process gets its signal.
enum StopHold: Sendable, Equatable {
    /// Not ready any more, still serving: until those who send us clients have noticed.
    case drainDelay(until: Double)
    /// No connection begins any more; those that have begun are accepted.
    case closing(Door, deadline: Double, nextLook: Double)
    /// The proxy of the other container finishes its requests first.
    case proxy(deadline: Double, patience: Double, nextLook: Double)

    var nextDeadline: Double {
        switch self {
        case .drainDelay(let until): until
        case .closing(_, let deadline, let nextLook): min(deadline, nextLook)
        case .proxy(let deadline, _, let nextLook): min(deadline, nextLook)
        }
    }
}

extension SupervisorState {
    /// Seconds within which a proxy that was told to stop together with us has begun to drain. After that it is not
    /// stopping, and waiting for it would be in vain.
    private static let proxyPatience = 2.0
    /// Seconds between two looks at the proxy.
    private static let lookInterval = 0.1

    /// The hold of a requested stop; nil when there is nothing to wait for.
    mutating func hold(for signal: Signal, now: Double) -> [Action]? {
        guard case .stopping(var progress) = phase else { return nil }
        if let drain = plan.shutdown.drain {
            // Ctrl-C is a person's, who has no load balancer to wait for.
            guard signal == .term, drain.delay > 0 else { return closing(.ports, now: now) }
            progress.hold = .drainDelay(until: now + drain.delay)
            phase = .stopping(progress)
            return [.log(.info, "not ready any more; serves on for \(drain.delay.shortText) s")]
        }
        guard let folder = plan.shutdown.proxyFolder, let hurry = progress.hurryDeadline else { return nil }
        progress.hold = .proxy(
            deadline: plan.shutdown.latestEnd(from: now, hurry: hurry, laterStages: 1),
            patience: now + Self.proxyPatience,
            nextLook: now + Self.lookInterval)
        phase = .stopping(progress)
        return [.lookAtProxy(folder)]
    }

    mutating func holdTick(_ hold: StopHold, now: Double) -> [Action] {
        switch hold {
        case .drainDelay(let until):
            return until <= now ? closing(.ports, now: now) ?? release(now: now) : []
        case .closing(let door, let deadline, let nextLook):
            return min(deadline, nextLook) <= now ? [.lookAtQueue(door)] : []
        case .proxy(let deadline, let patience, let nextLook):
            if deadline <= now {
                return release(now: now, .warning, "the proxy has not finished in time: does not wait any longer")
            }
            guard nextLook <= now, let folder = plan.shutdown.proxyFolder else { return [] }
            setHold(.proxy(deadline: deadline, patience: patience, nextLook: now + Self.lookInterval))
            return [.lookAtProxy(folder)]
        }
    }

    mutating func proxyIs(_ state: ProxyState, now: Double) -> [Action] {
        guard case .stopping(let progress) = phase, case .proxy(let deadline, let patience, let look)? = progress.hold
        else { return [] }
        switch state {
        case .gone:
            return release(now: now, .info, "the proxy has finished")
        case .draining:
            setHold(.proxy(deadline: deadline, patience: .infinity, nextLook: look))
            return []
        case .serving:
            guard now >= patience else { return [] }
            let reason = "the proxy is not stopping: does not wait for it"
            return closing(.socket, now: now).map { [.log(.info, reason)] + $0 } ?? release(now: now, .info, reason)
        }
    }

    mutating func release(
        now: Double, _ level: LogThreshold = .info, _ reason: String? = nil
    ) -> [Action] {
        setHold(nil)
        return (reason.map { [.log(level, $0)] } ?? []) + closePorts + enterStage(now: now)
    }

    mutating func setHold(_ hold: StopHold?) {
        guard case .stopping(var progress) = phase else { return }
        progress.hold = hold
        phase = .stopping(progress)
    }
}
