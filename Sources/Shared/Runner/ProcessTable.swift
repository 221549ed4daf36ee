import Launch
import Logging
import Settings
import Supervision
import System

/// The side effects of supervision on the real system: spawns, signals, reaps.
final class ProcessTable {
    private var spawner: Spawner
    private var codePages = CodePages()
    private let logger: Logger
    /// A foreground child in our process group gets what the terminal sends by itself; passing it on would double it.
    private let dropsTerminalSignals: Bool

    private let mark: ServingMark?
    /// The pid files that we wrote, by the pids that are in them.
    private var pidfiles: [Int32: String] = [:]
    private let relay: LogRelayKeeper?
    private let reloadWatch: ReloadWatch?
    /// Leaders of process groups that get their signals as a whole.
    private var groups: Set<Int32> = []

    init(
        logger: Logger, format: LogFormat, sockets: ListeningSockets, relay: LogRelayKeeper? = nil,
        dropsTerminalSignals: Bool,
        mark: ServingMark? = nil, reloadWatch: ReloadWatch? = nil
    ) {
        spawner = Spawner(tiesChildren: true, format: format)
        spawner.sockets = sockets
        self.mark = mark
        self.relay = relay
        self.reloadWatch = reloadWatch
        self.logger = logger
        self.dropsTerminalSignals = dropsTerminalSignals
    }

    var io: SupervisorIO {
        SupervisorIO(
            start: start, send: send, killGroup: { Kill.group($0) },
            signalGroup: { Kill.group($1, $0) }, isGroupEmpty: Kill.isGroupEmpty, announceDrain: announceDrain,
            refuseNew: { self.spawner.sockets.refuseNew($0) }, isQueueEmpty: { self.spawner.sockets.isQueueEmpty($0) },
            closePorts: { self.spawner.sockets.closePorts() }, pollPeer: ServingMark.state,
            rememberFiles: { self.reloadWatch?.remember() }, areFilesChanged: { self.reloadWatch?.isChanged ?? false },
            reportCut: reportCut,
            emit: { self.logger.log($0) }, now: Clock.monotonic, wait: wait)
    }

    private func announceDrain(_ flag: String) {
        mark?.beginDraining()
        do throws(PlanFailure) {
            try FileTree.write(FileSpec(flag, contents: []))
        } catch {
            logger.warning("\(error.message); the readiness probe does not fail")
        }
    }

    private func reportCut(of name: String, ports: Set<Int>) {
        let count = TCPConnections.clients(of: ports)
        guard count > 0 else { return }
        logger.warning(
            "\(name) ends with \(count) client \(count == 1 ? "connection" : "connections") open: requests on them are cut off and not in the access log"
        )
    }

    private func send(_ signal: Signal, _ pid: Int32) {
        groups.contains(pid) ? Kill.group(pid, signal) : Kill.process(pid, signal)
    }

    private func start(_ spec: ProcessSpec) -> Result<Int32, ExitStatus> {
        do throws(PlanFailure) {
            let pid = try spawner.start(spec)
            writePidfile(of: spec, pid)
            if spec.signalsGroup, spec.group == .own { groups.insert(pid) }
            return .success(pid)
        } catch {
            logger.error("\(error.message)")
            return .failure(error.status)
        }
    }

    private func writePidfile(of spec: ProcessSpec, _ pid: Int32) {
        guard let path = spec.pidfile else { return }
        do throws(PlanFailure) {
            try Pidfile.write(path, pid: pid, owner: spec.user)
            pidfiles[pid] = path
        } catch {
            logger.warning("\(error.message); \(spec.name) runs without it")
        }
    }

    private func reap() -> [SupervisorState.Event] {
        Reaper.reapAll().map { ended in
            relay?.ended(ended)
            groups.remove(ended.pid)
            if let path = pidfiles.removeValue(forKey: ended.pid) { Pidfile.remove(path, of: ended.pid) }
            return .ended(pid: ended.pid, ended.termination)
        }
    }

    /// One signal, and with SIGCHLD every child that has ended by then: one SIGCHLD can stand for several.
    private func wait(until deadline: Double?) -> [SupervisorState.Event] {
        let deadlines = [deadline, relay?.nextStart, reloadWatch?.nextPoll].compactMap { $0 }
        if deadlines.isEmpty { codePages.release() }
        guard let delivery = SignalQueue.next(until: deadlines.min()) else {
            relay?.startIfDue()
            return reloadWatch?.pollIfDue() ?? []
        }
        if delivery.number == FileWatch.signal, let reloadWatch { return reloadWatch.takeEvents() }
        if delivery.number == Signal.chld.rawValue {
            return reap()
        }
        if dropsTerminalSignals, delivery.fromKernel { return [] }
        return [.signal(Signal(rawValue: delivery.number))]
    }
}
