import Launch

/// The side effects of supervision, injected: tests drive it without processes, clocks or sleeping.
package struct SupervisorIO {
    /// Starts a process; the pid, or the status to report when it cannot be started (the reason is logged by it).
    package var start: (ProcessSpec) -> Result<Int32, ExitStatus>
    package var send: (Signal, Int32) -> Void
    package var killGroup: (Int32) -> Void
    package var signalGroup: (Signal, Int32) -> Void
    package var isGroupEmpty: (Int32) -> Bool
    package var announceDrain: (_ flag: String) -> Void
    package var refuseNew: (ListenerKind) -> Void
    package var isQueueEmpty: (ListenerKind) -> Bool
    package var closePorts: () -> Void
    package var pollPeer: (_ folder: String) -> PeerState
    package var rememberFiles: () -> Void
    package var areFilesChanged: () -> Bool
    package var reportCut: (_ name: String, _ ports: Set<Int>) -> Void
    package var emit: (LifecycleEvent) -> Void
    /// Monotonic seconds.
    package var now: () -> Double
    /// Waits for signals and ended children, at most until the given time; nil waits for ever.
    package var wait: (_ deadline: Double?) -> [SupervisorState.Event]

    package init(
        start: @escaping (ProcessSpec) -> Result<Int32, ExitStatus>, send: @escaping (Signal, Int32) -> Void,
        killGroup: @escaping (Int32) -> Void, signalGroup: @escaping (Signal, Int32) -> Void = { _, _ in },
        isGroupEmpty: @escaping (Int32) -> Bool = { _ in true }, announceDrain: @escaping (String) -> Void = { _ in },
        refuseNew: @escaping (ListenerKind) -> Void = { _ in },
        isQueueEmpty: @escaping (ListenerKind) -> Bool = { _ in true },
        closePorts: @escaping () -> Void = {},
        pollPeer: @escaping (String) -> PeerState = { _ in .gone }, rememberFiles: @escaping () -> Void = {},
        areFilesChanged: @escaping () -> Bool = { false },
        reportCut: @escaping (String, Set<Int>) -> Void = { _, _ in }, emit: @escaping (LifecycleEvent) -> Void,
        now: @escaping () -> Double, wait: @escaping (Double?) -> [SupervisorState.Event]
    ) {
        self.start = start
        self.send = send
        self.killGroup = killGroup
        self.signalGroup = signalGroup
        self.isGroupEmpty = isGroupEmpty
        self.announceDrain = announceDrain
        self.refuseNew = refuseNew
        self.isQueueEmpty = isQueueEmpty
        self.closePorts = closePorts
        self.pollPeer = pollPeer
        self.rememberFiles = rememberFiles
        self.areFilesChanged = areFilesChanged
        self.reportCut = reportCut
        self.emit = emit
        self.now = now
        self.wait = wait
    }
}

/// Runs a plan to its end: feeds events to the state and performs the actions, on one thread.
package struct SupervisorDriver {
    private var state: SupervisorState
    private let io: SupervisorIO

    package init(plan: LaunchPlan, io: SupervisorIO) {
        self.state = SupervisorState(plan: plan)
        self.io = io
    }

    /// Blocks until the plan has ended; the exit status of the whole program.
    package mutating func run() -> ExitStatus {
        var events: [SupervisorState.Event] = [.begin]
        while true {
            for event in events {
                if let status = dispatch(event) {
                    state.liveGroups.forEach(io.killGroup)
                    return status
                }
            }
            let deadline = state.nextDeadline
            events = io.wait(deadline)
            if let deadline, io.now() >= deadline { events.append(.tick) }
        }
    }

    /// Handles one event and all that follows from its actions at once; the status when that ended the program.
    private mutating func dispatch(_ event: SupervisorState.Event) -> ExitStatus? {
        var queue = [event]
        while !queue.isEmpty {
            for action in state.handle(queue.removeFirst(), now: io.now()) {
                switch action {
                case .start(let key):
                    switch io.start(state.spec(key)) {
                    case .success(let pid): queue.append(.started(key, pid: pid))
                    case .failure(let status): queue.append(.startFailed(key, status))
                    }
                case .send(let signal, let pid): io.send(signal, pid)
                case .killGroup(let pid): io.killGroup(pid)
                case .signalGroup(let signal, let pid): io.signalGroup(signal, pid)
                case .pollGroup(let pid): if io.isGroupEmpty(pid) { queue.append(.groupEmpty(pid: pid)) }
                case .announceDrain(let flag): io.announceDrain(flag)
                case .refuseNewConnections(let listeners): io.refuseNew(listeners)
                case .pollQueue(let listeners): queue.append(.queue(isEmpty: io.isQueueEmpty(listeners)))
                case .closePorts: io.closePorts()
                case .pollPeer(let folder): queue.append(.peer(io.pollPeer(folder)))
                case .rememberFiles: io.rememberFiles()
                case .pollFiles: queue.append(.files(areChanged: io.areFilesChanged()))
                case .reportCutRequests(let name, let ports): io.reportCut(name, ports)
                case .emit(let event): io.emit(event)
                case .finish(let status): return status
                }
            }
        }
        return nil
    }
}
