import Launch

/// Starting, ending and starting again.
extension SupervisorState {
    /// The next step, or all processes after the last one.
    mutating func advance(toStep index: Int) -> [Action] {
        if index < plan.steps.count {
            let step = plan.steps[index]
            let files = step == plan.reload?.step ? rememberFiles : []
            return [.emit(.stepStarting(step.name))] + files + [.start(.step(index))]
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
        return [.emit(.processStarting(plan.processes[nextProcess].name)), .start(.process(nextProcess))]
    }

    mutating func ended(_ key: Key, _ end: ProcessEnd, now: Double) -> [Action] {
        if case .stopping(let stop) = phase { return endedWhileStopping(key, end, stop, now: now) }
        switch key {
        case .step(let index):
            guard end.status != .success else { return advance(toStep: index + 1) }
            return [.emit(.stepFailed(spec(key).name, end))] + finish(end.status)
        case .reload:
            return reloadEnded(end)
        case .process(let index):
            return processEnded(index, end, now: now)
        }
    }

    private mutating func processEnded(_ index: Int, _ end: ProcessEnd, now: Double) -> [Action] {
        let spec = plan.processes[index]
        if plan.passesStatusThrough { return finish(end.status) }
        guard case .backoff(let backoff) = spec.restart, end.isRestarted(by: backoff) else {
            return endForGood(spec, status: end.status, now: now) { .processExited(spec.name, end, then: $0) }
        }
        let recent = restartHistory[index, default: []].filter { $0 > now - backoff.window }
        guard let delay = backoff.delay(after: recent.count) else {
            return endForGood(spec, status: end.status == .success ? .failure : end.status, now: now) {
                .restartLimitReached(spec.name, end, restarts: recent.count, window: backoff.window, then: $0)
            }
        }
        restartHistory[index] = recent + [now]
        restartsDue[index] = now + delay
        return [.emit(.restartScheduled(spec.name, end, seconds: delay))] + startNextProcess()
    }

    /// The process is not started again: the program stops, or continues without it.
    private mutating func endForGood(
        _ spec: ProcessSpec, status: ExitStatus, now: Double,
        event: (LifecycleEvent.Consequence) -> LifecycleEvent
    ) -> [Action] {
        if spec.isEssential { return [.emit(event(.stops(status)))] + stop(.status(status), because: .death, now: now) }
        let next = startNextProcess()
        if next.isEmpty, pids.isEmpty, restartsDue.isEmpty {
            return [.emit(event(.nothingElseRuns))] + finish(status)
        }
        // No process would accept what connects.
        let ports: [Action] = spec.has(.tcp) ? [.closePorts] : []
        return [.emit(event(.continues))] + ports + next
    }

    mutating func restartDue(now: Double) -> [Action] {
        let due = restartsDue.filter { $0.value <= now }.keys.sorted()
        for index in due { restartsDue[index] = nil }
        return due.flatMap {
            [.emit(.processRestarting(plan.processes[$0].name)), .start(.process($0))] as [Action]
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
        return [.emit(.reloadStarting(notice: notice))] + rememberFiles + [.start(.reload)]
    }

    private mutating func reloadEnded(_ end: ProcessEnd) -> [Action] {
        defer { reloadPending = false }
        let again: [Action] = reloadPending ? rememberFiles + [.start(.reload)] : []
        guard end.status == .success, let gates = plan.reload?.gates else {
            return [.emit(.reloadFailed(spec(.reload).name, end))] + again
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

extension ProcessEnd {
    /// Whether the policy starts the process again after this end.
    fileprivate func isRestarted(by backoff: Backoff) -> Bool {
        isKill || !backoff.onlyAfterSignals
    }
}
