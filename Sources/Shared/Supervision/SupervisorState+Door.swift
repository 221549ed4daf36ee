import Launch

/// Before a server stops accepting: nobody new, then wait for those who are at the door. Closing a listener resets them, with
/// the request that they have sent.
extension SupervisorState {
    /// Seconds within which a TCP connection that has begun is complete: the client's last packet of three is on its way.
    private static let handshakeTime = 0.3
    /// Seconds until connections that Nginx does not accept are given up: it takes milliseconds, unless it hangs.
    private static let nginxPatience = 2.0
    /// Seconds between two looks.
    private static let queueInterval = 0.02

    /// Closes the door for those who come; nil when it is not ours, or nobody is there who would accept.
    mutating func closing(_ door: Door, now: Double) -> [Action]? {
        guard case .stopping(let progress) = phase, let hurry = progress.hurryDeadline, isOurs(door) else { return nil }
        switch door {
        case .ports:
            let deadline = now + min(Self.nginxPatience, (hurry - now) / 2)
            setHold(.closing(door, deadline: deadline, nextLook: min(deadline, now + Self.handshakeTime)))
        case .socket:
            // Workers that are busy come back for those who wait; that is what the time of the stop is for.
            let deadline = plan.shutdown.latestEnd(from: now, hurry: hurry, laterStages: 1)
            setHold(.closing(door, deadline: deadline, nextLook: now))
        }
        return [.refuseNewConnections(door)]
    }

    private func isOurs(_ door: Door) -> Bool {
        plan.processes.indices.contains {
            let spec = plan.processes[$0]
            return pids[.process($0)] != nil && (door == .ports ? !spec.listeners.isEmpty : spec.socket != nil)
        }
    }

    /// Given back whatever the reason of the stop.
    var closePorts: [Action] {
        plan.processes.contains { !$0.listeners.isEmpty } ? [.closePorts] : []
    }

    mutating func queueIs(empty: Bool, now: Double) -> [Action] {
        guard case .stopping(let progress) = phase, case .closing(let door, let deadline, _)? = progress.hold else {
            return []
        }
        if empty { return release(now: now) }
        if now >= deadline { return release(now: now, .warning, "connections that nobody accepts in time are cut off") }
        setHold(.closing(door, deadline: deadline, nextLook: now + Self.queueInterval))
        return []
    }
}
