import Launch

/// What a gate waits for, with its times (monotonic seconds).
enum GateWait: Sendable, Equatable {
    case delay(DelayGate, began: Double, until: Double)
    case peer(PeerGate, began: Double, deadline: Double, start: PeerStart, nextPoll: Double)
    case listeners(ListenerGate, began: Double, deadline: Double, nextPoll: Double)

    /// Whether the peer is stopping too.
    enum PeerStart: Sendable, Equatable {
        /// It has until then to begin.
        case expected(by: Double)
        case seen
    }

    var nextDeadline: Double {
        switch self {
        case .delay(_, _, let until): until
        case .peer(_, _, let deadline, _, let nextPoll), .listeners(_, _, let deadline, let nextPoll):
            min(deadline, nextPoll)
        }
    }
}

/// The one interpreter of `StopGate`: passes through the gates of the plan, one after the other, and then enters the first stage.
extension SupervisorState {
    /// Enters the gate, or the next one that applies; nil when none is left.
    mutating func enterGate(_ index: Int, now: Double) -> [Action]? {
        let gates = plan.shutdown.gates
        guard case .stopping(let stop) = phase, gates.indices.contains(index) else { return nil }
        switch gates[index] {
        case .delay(let gate):
            guard stop.reason == .request(.term), gate.seconds > 0 else { return enterGate(index + 1, now: now) }
            // A delay that is longer than the graceful part would leave none of it.
            let until = min(now + gate.seconds, stop.escalation)
            setGate(index, .delay(gate, began: now, until: until))
            return [.emit(.gateEntered(gates[index], seconds: until - now))]
        case .peer(let gate):
            let deadline = plan.shutdown.end(of: .firstStage, from: now, escalation: stop.escalation)
            setGate(
                index,
                .peer(
                    gate, began: now, deadline: deadline, start: .expected(by: now + gate.startTimeout),
                    nextPoll: now + gate.interval))
            return [.emit(.gateEntered(gates[index], seconds: deadline - now)), .pollPeer(gate.folder)]
        case .listeners(let gate):
            return enter(gate, at: index, now: now) ?? enterGate(index + 1, now: now)
        }
    }

    /// Drops new connections; nil when the process does not run, or its listeners are not the runner's.
    private mutating func enter(_ gate: ListenerGate, at index: Int, now: Double) -> [Action]? {
        guard case .stopping(let stop) = phase, accepts(gate) else { return nil }
        let deadline = plan.shutdown.end(of: gate.timeout, from: now, escalation: stop.escalation)
        let nextPoll = min(deadline, now + gate.handshake)
        setGate(index, .listeners(gate, began: now, deadline: deadline, nextPoll: nextPoll))
        return [
            .emit(.gateEntered(.listeners(gate), seconds: deadline - now)), .refuseNewConnections(gate.listeners),
        ]
    }

    private func accepts(_ gate: ListenerGate) -> Bool {
        plan.processes.indices.contains {
            let spec = plan.processes[$0]
            return spec.name == gate.process && spec.has(gate.listeners) && pids[.process($0)] != nil
        }
    }

    mutating func gateTick(_ index: Int, _ wait: GateWait, now: Double) -> [Action] {
        switch wait {
        case .delay(let gate, let began, let until):
            return until <= now ? leave(.delay(gate), index, .over, began: began, now: now) : []
        case .peer(let gate, let began, let deadline, let start, let nextPoll):
            if deadline <= now { return leave(.peer(gate), index, .timedOut, began: began, now: now) }
            guard nextPoll <= now else { return [] }
            setGate(
                index,
                .peer(gate, began: began, deadline: deadline, start: start, nextPoll: now + gate.interval))
            return [.pollPeer(gate.folder)]
        case .listeners(let gate, _, _, _):
            return wait.nextDeadline <= now ? [.pollQueue(gate.listeners)] : []
        }
    }

    mutating func peerIs(_ state: PeerState, now: Double) -> [Action] {
        guard case .stopping(let stop) = phase,
            case .gate(let index, .peer(let gate, let began, let deadline, let start, let nextPoll)) = stop.state
        else { return [] }
        switch (state, start) {
        case (.gone, _):
            return leave(.peer(gate), index, .done, began: began, now: now)
        case (.draining, _):
            setGate(index, .peer(gate, began: began, deadline: deadline, start: .seen, nextPoll: nextPoll))
            return []
        case (.serving, .expected(let limit)) where limit <= now:
            let left: [Action] = [.emit(.gateLeft(.peer(gate), .notNeeded, seconds: now - began))]
            if let listeners = gate.whenServing, let wait = enter(listeners, at: index, now: now) { return left + wait }
            return left + pass(index, now: now)
        case (.serving, _):
            return []
        }
    }

    mutating func queueIs(empty: Bool, now: Double) -> [Action] {
        guard case .stopping(let stop) = phase,
            case .gate(let index, .listeners(let gate, let began, let deadline, _)) = stop.state
        else { return [] }
        if empty { return leave(.listeners(gate), index, .done, began: began, now: now) }
        if now >= deadline { return leave(.listeners(gate), index, .timedOut, began: began, now: now) }
        setGate(index, .listeners(gate, began: began, deadline: deadline, nextPoll: now + gate.interval))
        return []
    }

    private mutating func leave(
        _ gate: StopGate, _ index: Int, _ outcome: LifecycleEvent.GateOutcome, began: Double, now: Double
    ) -> [Action] {
        [.emit(.gateLeft(gate, outcome, seconds: now - began))] + pass(index, now: now)
    }

    /// The next gate, or the first stage.
    private mutating func pass(_ index: Int, now: Double) -> [Action] {
        enterGate(index + 1, now: now) ?? closePorts + enterStage(now: now)
    }

    private mutating func setGate(_ index: Int, _ wait: GateWait) {
        guard case .stopping(var stop) = phase else { return }
        stop.state = .gate(index, wait)
        phase = .stopping(stop)
    }

    /// The ports are given back in every stop, whatever its reason.
    var closePorts: [Action] {
        plan.processes.contains { $0.has(.tcp) } ? [.closePorts] : []
    }
}
