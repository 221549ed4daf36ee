import Launch

/// Stopping: signals, stages, deadlines.
extension SupervisorState {
    mutating func received(_ signal: Signal, now: Double) -> [Action] {
        if plan.passesStatusThrough, phase == .running {
            let target = plan.processes.first?.forwards[signal] ?? signal
            return pids[.process(0)].map { [.send(target, pid: $0)] } ?? []
        }
        switch (signal, phase) {
        case (.term, .stopping(let stop)), (.int, .stopping(let stop)):
            return received(signal, again: stop, now: now)
        case (.term, _), (.int, _):
            return [.emit(.stopRequested(signal, seconds: plan.shutdown.budget))]
                + stop(requestedResult, because: .request(signal), now: now)
        case (.quit, .stopping):
            return escalate(.signal(signal), now: now)
        case (.quit, _):
            return stop(requestedResult, because: .quickRequest, now: now) + escalate(.signal(signal), now: now)
        case (.hup, .running):
            return reload()
        case (_, .running):
            return forward(signal)
        default:
            return []
        }
    }

    private mutating func received(_ signal: Signal, again stop: Stop, now: Double) -> [Action] {
        if now - stop.lastSignal < Self.repeatWindow { return [] }
        switch stop.state {
        case .gate, .stage: return escalate(.secondSignal(signal), now: now)
        case .escalated, .killed: return killAll()
        }
    }

    /// Seconds within which a repeated stop signal is the same one: `timeout(1)` sends it to the process and to its
    /// group, which does not mean that the operator asks twice.
    private static let repeatWindow = 0.1

    /// What a requested stop ends with: success, but a one-shot that is interrupted has not done its work.
    private var requestedResult: Stop.Result {
        stepsRunning && plan.passesStatusThrough ? .ofStep : .status(.success)
    }

    var stepsRunning: Bool { phase == .steps }

    /// Begins the stop.
    mutating func stop(_ result: Stop.Result, because reason: Stop.Reason, now: Double) -> [Action] {
        restartsDue = [:]
        filePoll = nil
        let end = now + plan.shutdown.budget
        let wasInSteps = stepsRunning
        phase = .stopping(
            Stop(
                result: result, reason: reason, state: .stage(0, .none), escalation: end - plan.shutdown.reserve,
                kill: end,
                lastSignal: now))
        if wasInSteps {
            let running = pids.values.sorted()
            return running.isEmpty ? finish(result.status ?? .success) : running.map { .send(.term, pid: $0) }
        }
        // A reload is of no use now, and must not outlive the runner.
        let reload: [Action] = pids[.reload].map { [.killGroup(pid: $0)] } ?? []
        let begin = reload + plan.shutdown.flags.map { .announceDrain($0) }
        switch reason {
        case .request:
            return begin + (enterGate(0, now: now) ?? closePorts + enterStage(now: now))
        case .quickRequest where !(pids.isEmpty && orphans.isEmpty):
            return begin
        case .quickRequest, .death:
            return begin + closePorts + enterStage(now: now)
        }
    }

    /// Signals the first stage from the current one on that still has something alive; finishes when none has.
    mutating func enterStage(now: Double) -> [Action] {
        guard case .stopping(var stop) = phase else { return [] }
        let stages = plan.stopStages
        var index = stop.stage
        while index < stages.count, livePids(ofStage: stages[index]).isEmpty, !hasOrphans(ofStage: index) { index += 1 }
        let alive = index < stages.count ? livePids(ofStage: stages[index]) : []
        let later = stages.count - index - 1
        switch stop.state {
        case .gate, .stage:
            let hasTimeout = !alive.isEmpty && later > 0
            stop.state = .stage(
                index,
                hasTimeout
                    ? .at(plan.shutdown.latestEnd(from: now, escalation: stop.escalation, laterStages: later)) : .none)
        case .escalated: stop.state = .escalated(stage: index)
        case .killed: stop.state = .killed(stage: index)
        }
        phase = .stopping(stop)
        guard !alive.isEmpty else {
            return pids.isEmpty && orphans.isEmpty ? finish(stop.result.status ?? .success) : []
        }
        let names = alive.map(\.spec.name)
        if case .stage = stop.state {
            return [.emit(.stageEntered(index, names))] + alive.map { .send($0.spec.stop.signal, pid: $0.pid) }
        }
        return alive.map { .send($0.spec.stop.escalation, pid: $0.pid) }
    }

    mutating func endedWhileStopping(_ key: Key, _ end: ProcessEnd, _ stop: Stop, now: Double) -> [Action] {
        if case .step = key { return finish(stop.result.status ?? end.status) }
        var actions: [Action] = []
        if key.isProcess { actions.append(.emit(.processStopped(spec(key).name, end))) }
        if stop.isAtGate, !pids.isEmpty { return actions }
        if stageIsOver(stop.stage) { actions += enterStage(now: now) }
        return actions
    }

    func stageIsOver(_ index: Int) -> Bool {
        let stage = plan.stopStages.indices.contains(index) ? plan.stopStages[index] : []
        return livePids(ofStage: stage).isEmpty && !hasOrphans(ofStage: index)
    }

    mutating func stopTick(_ stop: Stop, now: Double) -> [Action] {
        switch stop.state {
        case .gate(let index, let wait):
            return gateTick(index, wait, now: now)
        case .stage where stop.kill <= now:
            return killAll()
        case .stage where stop.escalation <= now:
            return escalate(.budget, now: now)
        case .stage(let index, .at(let deadline)) where deadline <= now:
            phase = .stopping(stop.with(.stage(index, .passed)))
            return livePids(ofStage: plan.stopStages[index]).flatMap { spec, pid in
                escalate(spec, pid, .stageTimeout)
            }
        case .escalated where stop.kill <= now:
            return killAll()
        case .stage, .escalated, .killed:
            return []
        }
    }

    /// Every child alive gets its escalation signal, whatever its stage.
    private mutating func escalate(_ reason: LifecycleEvent.EscalationReason, now: Double) -> [Action] {
        guard case .stopping(var stop) = phase else { return [] }
        stop.lastSignal = now
        // After SIGKILL there is no way back; the signal is sent all the same.
        if case .killed = stop.state {} else { stop.state = .escalated(stage: stop.stage) }
        phase = .stopping(stop)
        let escalated = pids.sorted { $0.value < $1.value }.flatMap { key, pid in escalate(spec(key), pid, reason) }
        return closePorts + killOrphans() + escalated
    }

    private func escalate(
        _ spec: ProcessSpec, _ pid: Int32, _ reason: LifecycleEvent.EscalationReason
    ) -> [Action] {
        [.emit(.escalated(spec.name, pid: pid, spec.stop.escalation, reason))] + cutRequests(of: spec)
            + [.send(spec.stop.escalation, pid: pid)]
    }

    private mutating func killAll() -> [Action] {
        guard case .stopping(let stop) = phase else { return [] }
        phase = .stopping(stop.with(.killed(stage: stop.stage)))
        return killOrphans()
            + pids.sorted { $0.value < $1.value }.flatMap { key, pid -> [Action] in
                [.emit(.killed(spec(key).name, pid: pid))] + cutRequests(of: spec(key)) + [.killGroup(pid: pid)]
            }
    }

    /// A server that listens on ports of the runner may say nothing of the requests that it drops at its escalation signal.
    private func cutRequests(of spec: ProcessSpec) -> [Action] {
        spec.listeners.isEmpty ? [] : [.reportCutRequests(of: spec.name, ports: Set(spec.listeners.map(\.port)))]
    }

    /// A process that was started just as a stop began gets its signal too.
    func signalLateStart(_ key: Key, _ pid: Int32) -> [Action] {
        guard case .stopping = phase else { return [] }
        return [.send(spec(key).stop.signal, pid: pid)]
    }

    func livePids(ofStage stage: [ProcessSpec]) -> [(spec: ProcessSpec, pid: Int32)] {
        plan.processes.indices.compactMap { index in
            guard let pid = pids[.process(index)], stage.contains(plan.processes[index]) else { return nil }
            return (plan.processes[index], pid)
        }
    }
}
