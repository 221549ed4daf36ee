import Launch

/// Pure supervision state machine: events in, actions out, no I/O, no clock. `SupervisorDriver` performs the actions.
///
/// Phases: the steps one after the other, then all processes beside each other, then the stop, stage by stage.
package struct SupervisorState: Sendable {
    /// Which process of the plan.
    package enum Key: Hashable, Sendable {
        case step(Int)
        case process(Int)
        case reload
    }

    package enum Event: Sendable, Equatable {
        case begin
        case started(Key, pid: Int32)
        /// The process could not be started at all.
        case startFailed(Key, ExitStatus)
        case ended(pid: Int32, Termination)
        case signal(Signal)
        /// How far the peer is that a gate waits for: the answer to `pollPeer`.
        case peer(PeerState)
        /// Whether no connection waits to be accepted: the answer to `pollQueue`.
        case queue(isEmpty: Bool)
        /// No process is left of the group that a process led: the answer to `pollGroup`.
        case groupEmpty(pid: Int32)
        /// Something has happened to a file that the reload's step reads.
        case filesTouched
        /// Whether their content differs from what the last step saw: the answer to `pollFiles`.
        case files(areChanged: Bool)
        /// A deadline has passed (`nextDeadline`).
        case tick
    }

    package enum Action: Sendable, Equatable {
        case start(Key)
        case send(Signal, pid: Int32)
        /// SIGKILL for what is left of a child's process group.
        case killGroup(pid: Int32)
        /// The signal for what is left of it.
        case signalGroup(Signal, pid: Int32)
        /// Asks whether any process is left of it.
        case pollGroup(pid: Int32)
        /// Writes the file that makes the readiness probe fail.
        case announceDrain(String)
        /// Silently drops new connections; established ones can still be accepted.
        case refuseNewConnections(ListenerKind)
        /// Asks whether a connection waits.
        case pollQueue(ListenerKind)
        /// Closes the TCP listeners of the runner.
        case closePorts
        /// Asks how far the peer is that shares the folder.
        case pollPeer(String)
        /// Remembers the content of the files that the reload's step is about to read.
        case rememberFiles
        /// Asks whether their content differs by now.
        case pollFiles
        /// Logs how many clients are connected to the ports of the process, which is about to cut their requests off.
        case reportCutRequests(of: String, ports: Set<Int>)
        case emit(LifecycleEvent)
        case finish(ExitStatus)
    }

    enum Phase: Equatable, Sendable {
        case steps
        case running
        case stopping(Stop)
        case done
    }

    let plan: LaunchPlan
    var phase: Phase = .steps
    /// Children that run, by what they are.
    var pids: [Key: Int32] = [:]
    /// When a process that died is started again (monotonic seconds).
    var restartsDue: [Int: Double] = [:]
    /// When each process was started again, within its backoff's window.
    var restartHistory: [Int: [Double]] = [:]
    /// The first process of the plan that has not been started yet.
    var nextProcess = 0
    /// Groups whose leader died and that finish their work, by the leader's pid.
    var orphans: [Int32: Orphans] = [:]
    /// Another SIGHUP came while the reload step was running.
    var reloadPending = false
    /// When the files that the reload's step reads are polled, since something has happened to them.
    var filePoll: FilePoll?
    /// The last reloads because of changed files.
    var fileReloads: [Double] = []

    package init(plan: LaunchPlan) {
        self.plan = plan
    }

    /// When `tick` is due, in monotonic seconds; nil when nothing is timed: an idle supervisor never wakes up.
    package var nextDeadline: Double? {
        var deadlines = Array(restartsDue.values) + orphans.values.map(\.nextDeadline)
        if case .stopping(let stop) = phase, let next = stop.nextDeadline { deadlines.append(next) }
        if phase == .running, let filePoll { deadlines.append(filePoll.due) }
        return deadlines.min()
    }

    /// The children that run now.
    package var livePids: [Int32] { pids.values.sorted() }
    /// The process groups that may have a process in them.
    package var liveGroups: [Int32] { livePids + orphans.keys.sorted() }

    /// Takes one event and says what to do. `now` is monotonic, in seconds.
    package mutating func handle(_ event: Event, now: Double) -> [Action] {
        if phase == .done { return [] }
        switch event {
        case .begin:
            return advance(toStep: 0)
        case .started(let key, let pid):
            pids[key] = pid
            if key.isProcess { postponeFilePoll(now: now) }
            return [.emit(.processStarted(spec(key).name, pid: pid))] + signalLateStart(key, pid)
                + (key.isProcess ? startNextProcess() : [])
        case .startFailed(let key, let status):
            return ended(key, .notStarted(status), now: now)
        case .ended(let pid, let termination):
            guard let key = pids.first(where: { $0.value == pid })?.key else { return orphanEnded() }
            pids[key] = nil
            return endOfGroup(key, pid, termination, now: now)
                + ended(key, .ended(pid: pid, termination), now: now)
        case .signal(let signal):
            return received(signal, now: now)
        case .peer(let state):
            return peerIs(state, now: now)
        case .queue(let isEmpty):
            return queueIs(empty: isEmpty, now: now)
        case .groupEmpty(let pid):
            return groupIsEmpty(pid, now: now)
        case .filesTouched:
            return filesTouched(now: now)
        case .files(let areChanged):
            return filesAre(changed: areChanged, now: now)
        case .tick:
            return orphanTick(now: now) + fileTick(now: now) + tick(now: now)
        }
    }

    private mutating func endOfGroup(_ key: Key, _ pid: Int32, _ end: Termination, now: Double) -> [Action] {
        guard case .process(let index) = key else {
            // A step that was killed unasked could not end what it had started, a hook for example.
            return stepsRunning && end == .killed(Signal.kill.rawValue) ? [.killGroup(pid: pid)] : []
        }
        if case .stopping(let stop) = phase { return stopped(pid, index, stop, now: now) }
        return orphaned(by: pid, index, now: now)
    }

    private mutating func tick(now: Double) -> [Action] {
        if case .stopping(let stop) = phase { return stopTick(stop, now: now) }
        return restartDue(now: now)
    }

    func spec(_ key: Key) -> ProcessSpec {
        switch key {
        case .step(let index): plan.steps[index]
        case .process(let index): plan.processes[index]
        case .reload: plan.reload?.step ?? ProcessSpec("reload", "true")
        }
    }
}

extension SupervisorState.Key {
    var isProcess: Bool {
        if case .process = self { true } else { false }
    }
}
