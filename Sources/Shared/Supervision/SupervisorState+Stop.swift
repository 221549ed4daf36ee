import Launch

/// Stopping: signals, stages, deadlines.
extension SupervisorState {
    mutating func received(_ signal: Signal, now: Double) -> [Action] {
        if plan.passesStatusThrough, phase == .running {
            let target = plan.processes.first?.forwards[signal] ?? signal
            return pids[.process(0)].map { [.send(target, pid: $0)] } ?? []
        }
        switch signal {
        case .term, .int:
            if case .stopping(let progress) = phase {
                if now - progress.lastSignal < Self.repeatWindow { return [] }
                return progress.hurryDeadline == nil ? killAll() : hurryAll("second \(signal.name)", now: now)
            }
            return [.log(.info, "received \(signal.name), stops within \(plan.shutdown.budget.shortText) s")]
                + stop(status: requestedStatus, signal: signal, now: now)
        case .quit:
            var actions: [Action] = []
            if case .stopping = phase {} else { actions = stop(status: requestedStatus, isHurried: true, now: now) }
            return actions + hurryAll(signal.name, now: now)
        case .hup where phase == .running:
            return reload()
        default:
            return phase == .running ? forward(signal) : []
        }
    }

    /// Seconds within which a repeated stop signal is the same one: `timeout(1)` sends it to the process and to its
    /// group, which is not an operator losing patience.
    private static let repeatWindow = 0.1

    /// What a requested stop ends with: success, but a one-shot that is interrupted has not done its work.
    private var requestedStatus: ExitStatus? {
        stepsRunning && plan.passesStatusThrough ? nil : .success
    }

    var stepsRunning: Bool { phase == .steps }

    /// Begins the stop. `status` nil means: the status of the step that is interrupted.
    ///
    /// - Parameters:
    ///   - signal: that asked for it; a stop that has another reason waits for nothing.
    ///   - isHurried: every process gets its hurry signal next, and no other before it: Gunicorn, which takes both out of its
    ///     queue together, would obey the first and forget the second (gunicorn/arbiter.py, `wait_for_signals`).
    mutating func stop(
        status: ExitStatus?, signal: Signal? = nil, isHurried: Bool = false, now: Double
    ) -> [Action] {
        restartsDue = [:]
        fileLook = nil
        let end = now + plan.shutdown.budget
        let wasInSteps = stepsRunning
        phase = .stopping(
            StopProgress(
                status: status ?? ExitStatus(-1), stage: 0, stageDeadline: nil,
                hurryDeadline: end - plan.shutdown.reserve, killDeadline: end, lastSignal: now))
        if wasInSteps {
            let running = pids.values.sorted()
            return running.isEmpty ? finish(status ?? .success) : running.map { .send(.term, pid: $0) }
        }
        // A reload has no use any more, and must not outlive us.
        let reload: [Action] = pids[.reload].map { [.killGroup(pid: $0)] } ?? []
        let drain: [Action] = plan.shutdown.drain.map { [.announceDrain($0.flag)] } ?? []
        if let hold = signal.flatMap({ hold(for: $0, now: now) }) { return reload + drain + hold }
        if isHurried, !(pids.isEmpty && leftovers.isEmpty) { return reload + drain }
        return reload + drain + closePorts + enterStage(now: now)
    }

    /// Signals the first stage from the current one on that still has something alive; finishes when none has.
    mutating func enterStage(now: Double) -> [Action] {
        guard case .stopping(var progress) = phase else { return [] }
        let stages = plan.stopStages
        while progress.stage < stages.count {
            let alive = livePids(ofStage: stages[progress.stage])
            if !alive.isEmpty {
                if let hurry = progress.hurryDeadline {
                    let later = stages.count - progress.stage - 1
                    progress.stageDeadline =
                        later == 0 ? nil : plan.shutdown.latestEnd(from: now, hurry: hurry, laterStages: later)
                }
                phase = .stopping(progress)
                let hurried = progress.hurryDeadline == nil
                return alive.map { .send(hurried ? $0.spec.stop.hurry : $0.spec.stop.signal, pid: $0.pid) }
            }
            if leftovers(ofStage: progress.stage) { break }
            progress.stage += 1
        }
        phase = .stopping(progress)
        return pids.isEmpty && leftovers.isEmpty ? finish(progress.status) : []
    }

    mutating func endedWhileStopping(
        _ key: Key, _ status: ExitStatus, _ text: String, _ progress: StopProgress, now: Double
    ) -> [Action] {
        if case .step = key {
            return finish(progress.status.code < 0 ? status : progress.status)
        }
        var actions: [Action] = []
        if key.isProcess { actions.append(.log(.info, "\(spec(key).name) stopped: \(text)")) }
        if progress.hold != nil, !pids.isEmpty { return actions }
        if stageIsOver(progress.stage) { actions += enterStage(now: now) }
        return actions
    }

    func stageIsOver(_ index: Int) -> Bool {
        let stage = plan.stopStages.indices.contains(index) ? plan.stopStages[index] : []
        return livePids(ofStage: stage).isEmpty && !leftovers(ofStage: index)
    }

    mutating func tick(now: Double) -> [Action] {
        guard case .stopping(var progress) = phase else { return restartDue(now: now) }
        if let hold = progress.hold { return holdTick(hold, now: now) }
        if let deadline = progress.killDeadline, deadline <= now { return killAll() }
        if let deadline = progress.hurryDeadline, deadline <= now { return hurryAll("time nearly over", now: now) }
        if let deadline = progress.stageDeadline, deadline <= now {
            progress.stageDeadline = nil
            phase = .stopping(progress)
            let late = livePids(ofStage: plan.stopStages[progress.stage])
            return late.flatMap {
                [.log(.warning, "\($0.spec.name) is slow to stop: hurried")] + cutRequests(of: $0.spec)
                    + [.send($0.spec.stop.hurry, pid: $0.pid)]
            }
        }
        return []
    }

    /// Every child alive gets its hurry signal, whatever its stage.
    private mutating func hurryAll(_ reason: String, now: Double) -> [Action] {
        guard case .stopping(var progress) = phase else { return [] }
        progress.lastSignal = now
        progress.hold = nil
        progress.hurryDeadline = nil
        progress.stageDeadline = nil
        phase = .stopping(progress)
        let hurried = pids.sorted { $0.value < $1.value }.flatMap { key, pid -> [Action] in
            [.log(.warning, "\(reason): hurries \(spec(key).name)")] + cutRequests(of: spec(key))
                + [.send(spec(key).stop.hurry, pid: pid)]
        }
        return closePorts + killLeftovers() + hurried
    }

    private mutating func killAll() -> [Action] {
        guard case .stopping(var progress) = phase else { return [] }
        progress.hurryDeadline = nil
        progress.stageDeadline = nil
        progress.killDeadline = nil
        phase = .stopping(progress)
        return killLeftovers()
            + pids.sorted { $0.value < $1.value }.flatMap { key, pid -> [Action] in
                [.log(.error, "kills \(spec(key).name): it did not stop in time")] + cutRequests(of: spec(key))
                    + [.killGroup(pid: pid)]
            }
    }

    /// A server that listens on our ports says nothing of the requests that it drops when it is hurried: an Nginx that
    /// gets SIGTERM writes no line of the access log for them. Gunicorn's workers do by themselves (gunicorn_config.py).
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
