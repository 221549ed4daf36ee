import Launch
import Settings

/// The supervisor's mind: events in, actions out, no I/O, no clock. `SupervisorDriver` performs the actions.
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
        /// How far the proxy is, as was asked.
        case proxy(ProxyState)
        /// Whether connections wait to be accepted, as was asked.
        case queue(isEmpty: Bool)
        /// Nothing is left of the group that a process led, as was asked.
        case groupEmpty(pid: Int32)
        /// Something has happened to a file that the reload's step reads.
        case filesTouched
        /// Whether their content is another one than the last step saw, as was asked.
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
        /// Asks whether anything is left of it.
        case lookAtGroup(pid: Int32)
        /// Says, by a file that Nginx looks for, that we are not ready any more.
        case announceDrain(String)
        /// Lets no further connection begin; those that wait can still be accepted.
        case refuseNewConnections(Door)
        /// Asks whether any wait.
        case lookAtQueue(Door)
        /// Gives our ports back.
        case closePorts
        /// Asks how far the proxy is that shares the folder.
        case lookAtProxy(String)
        /// Keeps in mind what is in the files that the reload's step is about to read.
        case rememberFiles
        /// Asks whether something else is in them by now.
        case lookAtFiles
        /// Says how many clients are connected to the ports of the process, which is about to cut their requests off.
        case reportCutRequests(of: String, ports: Set<Int>)
        case log(LogThreshold, String)
        case finish(ExitStatus)
    }

    enum Phase: Equatable, Sendable {
        case steps
        case running
        case stopping(StopProgress)
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
    var leftovers: [Int32: Leftovers] = [:]
    /// Another SIGHUP came while the reload step was running.
    var reloadPending = false
    /// A look at the files that the reload's step reads, since something has happened to them.
    var fileLook: FileLook?
    /// The last reloads because of changed files.
    var fileReloads: [Double] = []

    package init(plan: LaunchPlan) {
        self.plan = plan
    }

    /// When `tick` is due, in monotonic seconds; nil when nothing is timed: an idle supervisor never wakes up.
    package var nextDeadline: Double? {
        var deadlines = Array(restartsDue.values) + leftovers.values.map { min($0.nextLook, $0.deadline) }
        if case .stopping(let progress) = phase, let next = progress.nextDeadline { deadlines.append(next) }
        if phase == .running, let fileLook { deadlines.append(fileLook.due) }
        return deadlines.min()
    }

    /// The children that run now.
    package var livePids: [Int32] { pids.values.sorted() }
    /// The process groups that may have somebody in them.
    package var liveGroups: [Int32] { livePids + leftovers.keys.sorted() }

    /// Takes one event and says what to do. `now` is monotonic, in seconds.
    package mutating func handle(_ event: Event, now: Double) -> [Action] {
        if phase == .done { return [] }
        switch event {
        case .begin:
            return advance(toStep: 0)
        case .started(let key, let pid):
            pids[key] = pid
            if key.isProcess { postponeFileLook(now: now) }
            return [.log(.debug, "\(spec(key).name) started (pid \(pid))")] + signalLateStart(key, pid)
                + (key.isProcess ? startNextProcess() : [])
        case .startFailed(let key, let status):
            return ended(key, status: status, text: "it could not be started", wasKilled: false, now: now)
        case .ended(let pid, let termination):
            guard let key = pids.first(where: { $0.value == pid })?.key else { return orphanEnded() }
            pids[key] = nil
            return endOfGroup(key, pid, termination, now: now)
                + ended(
                    key, status: termination.status, text: termination.text, wasKilled: termination.isKill, now: now)
        case .signal(let signal):
            return received(signal, now: now)
        case .proxy(let state):
            return proxyIs(state, now: now)
        case .queue(let isEmpty):
            return queueIs(empty: isEmpty, now: now)
        case .groupEmpty(let pid):
            return groupIsEmpty(pid, now: now)
        case .filesTouched:
            return filesTouched(now: now)
        case .files(let areChanged):
            return filesAre(changed: areChanged, now: now)
        case .tick:
            return leftoverTick(now: now) + fileTick(now: now) + tick(now: now)
        }
    }

    private mutating func endOfGroup(_ key: Key, _ pid: Int32, _ end: Termination, now: Double) -> [Action] {
        guard case .process(let index) = key else {
            // A step that was killed unasked could not end what it had started, a hook for example.
            return stepsRunning && end == .killed(Signal.kill.rawValue) ? [.killGroup(pid: pid)] : []
        }
        if case .stopping = phase { return [.killGroup(pid: pid)] }
        return leftBehind(by: pid, index, now: now)
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
