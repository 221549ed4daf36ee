/// What a stop waits for before the first process gets its signal.
enum StopHold: Sendable, Equatable {
    /// Not ready any more, still serving: until those who send us clients have noticed.
    case drainDelay(until: Double)
    /// No connection begins any more; Nginx accepts those that have begun.
    case closing(deadline: Double, nextLook: Double)
    /// The proxy of the other container finishes its requests first.
    case proxy(deadline: Double, patience: Double, nextLook: Double)

    var nextDeadline: Double {
        switch self {
        case .drainDelay(let until): until
        case .closing(let deadline, let nextLook): min(deadline, nextLook)
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
    /// Seconds within which a connection that has begun is complete: the client's last packet of three is on its way.
    private static let handshakeTime = 0.3
    /// Seconds until connections that Nginx does not accept are given up.
    private static let queuePatience = 2.0

    /// The hold of a requested stop; nil when there is nothing to wait for.
    mutating func hold(for signal: Signal, now: Double) -> [Action]? {
        guard case .stopping(var progress) = phase else { return nil }
        if let drain = plan.shutdown.drain {
            // Ctrl-C is a person's, who has no load balancer to wait for.
            guard signal == .term, drain.delay > 0 else { return closing(now: now) }
            progress.hold = .drainDelay(until: now + drain.delay)
            phase = .stopping(progress)
            return [.log(.info, "not ready any more; serves on for \(drain.delay.shortText) s")]
        }
        guard let folder = plan.shutdown.proxyFolder, let hurry = progress.hurryDeadline else { return nil }
        progress.hold = .proxy(
            deadline: ShutdownPolicy.latestEnd(from: now, hurry: hurry, laterStages: 1),
            patience: now + Self.proxyPatience,
            nextLook: now + Self.lookInterval)
        phase = .stopping(progress)
        return [.lookAtProxy(folder)]
    }

    /// Before Nginx closes its listeners: nobody new, then wait for those who are at the door. Closing resets them, with
    /// the request that they have sent. nil when no port is ours.
    private mutating func closing(now: Double) -> [Action]? {
        guard case .stopping(let progress) = phase, let hurry = progress.hurryDeadline, ownsPorts else { return nil }
        let deadline = now + min(Self.queuePatience, (hurry - now) / 2)
        setHold(.closing(deadline: deadline, nextLook: min(deadline, now + Self.handshakeTime)))
        return [.refuseNewConnections]
    }

    private var ownsPorts: Bool {
        plan.processes.indices.contains { !plan.processes[$0].listeners.isEmpty && pids[.process($0)] != nil }
    }

    var closePorts: [Action] {
        plan.processes.contains { !$0.listeners.isEmpty } ? [.closePorts] : []
    }

    mutating func queueIs(_ count: Int, now: Double) -> [Action] {
        guard case .stopping(let progress) = phase, case .closing(let deadline, _)? = progress.hold else { return [] }
        if count == 0 { return release(now: now) }
        if now >= deadline { return release(now: now, .warning, "Nginx does not accept \(count) connections: cut off") }
        setHold(.closing(deadline: deadline, nextLook: now + 0.02))
        return []
    }

    mutating func holdTick(_ hold: StopHold, now: Double) -> [Action] {
        switch hold {
        case .drainDelay(let until):
            return until <= now ? closing(now: now) ?? release(now: now) : []
        case .closing(let deadline, let nextLook):
            return min(deadline, nextLook) <= now ? [.lookAtQueue] : []
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
            return now >= patience ? release(now: now, .info, "the proxy is not stopping: does not wait for it") : []
        }
    }

    private mutating func release(
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
