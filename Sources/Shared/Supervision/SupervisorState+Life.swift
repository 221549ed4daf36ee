import Launch

/// Starting, ending and starting again.
extension SupervisorState {
    /// The next step, or all processes after the last one.
    mutating func advance(toStep index: Int) -> [Action] {
        if index < plan.steps.count {
            let step = plan.steps[index]
            let files = step == plan.reload?.step ? rememberFiles : []
            return [.log(.info, "runs \(step.name)")] + files + [.start(.step(index))]
        }
        guard !plan.processes.isEmpty else { return finish(.success) }
        phase = .running
        return startNextProcess()
    }

    /// The processes are started one by one, each when the one before has a pid: a start that fails stops only what is
    /// known to run.
    mutating func startNextProcess() -> [Action] {
        guard phase == .running, nextProcess < plan.processes.count else { return [] }
        defer { nextProcess += 1 }
        return [.log(.info, "starts \(plan.processes[nextProcess].name)"), .start(.process(nextProcess))]
    }

    mutating func ended(
        _ key: Key, status: ExitStatus, text: String, wasKilled: Bool, now: Double
    ) -> [Action] {
        if case .stopping(let progress) = phase { return endedWhileStopping(key, status, text, progress, now: now) }
        switch key {
        case .step(let index):
            guard status != .success else { return advance(toStep: index + 1) }
            return [.log(.error, "cannot start: \(spec(key).name) failed: \(text)")] + finish(status)
        case .reload:
            return reloadEnded(status: status, text: text)
        case .process(let index):
            return processEnded(index, status: status, text: text, wasKilled: wasKilled, now: now)
        }
    }

    private mutating func processEnded(
        _ index: Int, status: ExitStatus, text: String, wasKilled: Bool, now: Double
    ) -> [Action] {
        let spec = plan.processes[index]
        if plan.passesStatusThrough { return finish(status) }
        guard case .backoff(let backoff) = spec.restart, wasKilled || !backoff.onlyAfterSignals else {
            return giveUp(spec, status: status, reason: text, now: now)
        }
        let recent = restartHistory[index, default: []].filter { $0 > now - backoff.window }
        guard let delay = backoff.delay(after: recent.count) else {
            let reason = "\(text), after \(recent.count) restarts in \(Int(backoff.window)) s"
            return giveUp(spec, status: status == .success ? .failure : status, reason: reason, now: now)
        }
        restartHistory[index] = recent + [now]
        restartsDue[index] = now + delay
        return [.log(.error, "\(spec.name) ended: \(text); starting it again in \(delay.shortText) s")]
            + startNextProcess()
    }

    private mutating func giveUp(_ spec: ProcessSpec, status: ExitStatus, reason: String, now: Double) -> [Action] {
        guard spec.isEssential else {
            let next = startNextProcess()
            if next.isEmpty, pids.isEmpty, restartsDue.isEmpty {
                return [.log(.error, "\(spec.name) ended: \(reason); nothing else runs")] + finish(status)
            }
            // Nobody would accept who connects.
            let ports: [Action] = spec.listeners.isEmpty ? [] : [.closePorts]
            return [.log(.error, "\(spec.name) ended: \(reason); given up, goes on without it")] + ports + next
        }
        let line = "\(spec.name) ended: \(reason); stopping with status \(status.code)"
        return [.log(status == .success ? .info : .error, line)] + stop(status: status, now: now)
    }

    mutating func restartDue(now: Double) -> [Action] {
        let due = restartsDue.filter { $0.value <= now }.keys.sorted()
        for index in due { restartsDue[index] = nil }
        return due.flatMap {
            [.log(.info, "starts \(plan.processes[$0].name) again"), .start(.process($0))] as [Action]
        }
    }

    mutating func reload() -> [Action] {
        guard let reload = plan.reload else { return forward(.hup) }
        return forward(.hup) { !reload.gates.contains($0) } + startReload("reloads")
    }

    /// Runs the reload's step, once more after the one that is running.
    mutating func startReload(_ notice: String) -> [Action] {
        if pids[.reload] != nil {
            reloadPending = true
            return []
        }
        return [.log(.info, notice)] + rememberFiles + [.start(.reload)]
    }

    private mutating func reloadEnded(status: ExitStatus, text: String) -> [Action] {
        defer { reloadPending = false }
        let again: [Action] = reloadPending ? rememberFiles + [.start(.reload)] : []
        guard status == .success, let gates = plan.reload?.gates else {
            let line = "cannot reload: \(spec(.reload).name) failed: \(text); the old configuration stays in use"
            return [.log(.error, line)] + again
        }
        return forward(.hup) { gates.contains($0) } + again
    }

    /// Passes a signal on to every process that wants it (and whose name `includes` accepts).
    func forward(_ signal: Signal, to includes: (String) -> Bool = { _ in true }) -> [Action] {
        plan.processes.indices.compactMap { index in
            let spec = plan.processes[index]
            guard let outgoing = spec.forwards[signal], includes(spec.name), let pid = pids[.process(index)] else {
                return nil
            }
            return .send(outgoing, pid: pid)
        }
    }

    mutating func finish(_ status: ExitStatus) -> [Action] {
        phase = .done
        restartsDue = [:]
        return [.finish(status)]
    }
}
