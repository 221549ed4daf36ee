import Logging

/// The supervisor's hands on the real system: spawns, signals, reaps.
final class ProcessTable {
    private var spawner = Spawner()
    private var codePages = CodePages()
    private let logger: Logger
    /// A foreground child in our process group gets what the terminal sends by itself; passing it on would double it.
    private let dropsTerminalSignals: Bool

    private let mark: ServingMark?

    init(logger: Logger, dropsTerminalSignals: Bool, mark: ServingMark? = nil) {
        self.mark = mark
        self.logger = logger
        self.dropsTerminalSignals = dropsTerminalSignals
    }

    var io: SupervisorIO {
        SupervisorIO(
            start: start, send: { Kill.process($1, $0) }, killGroup: { Kill.group($0) },
            announceDrain: announceDrain, lookAtProxy: ServingMark.state,
            withdraw: { FileTree.remove($0) }, backlogIsEmpty: { self.spawner.backlogIsEmpty($0) },
            log: { self.logger.log(level: $0.level, "\($1)") }, now: Clock.monotonic, wait: wait)
    }

    private func announceDrain(_ flag: String) {
        mark?.beginDraining()
        do throws(PlanFailure) {
            try FileTree.write(FileSpec(flag, contents: []))
        } catch {
            logger.warning("\(error.message); /readyz goes on saying that all is well")
        }
    }

    private func start(_ spec: ProcessSpec) -> Result<Int32, ExitStatus> {
        do throws(PlanFailure) {
            return .success(try spawner.start(spec))
        } catch {
            logger.error("\(error.message)")
            return .failure(error.status)
        }
    }

    /// One signal, and with SIGCHLD every child that has ended by then: one SIGCHLD can stand for several.
    private func wait(until deadline: Double?) -> [SupervisorState.Event] {
        if deadline == nil { codePages.release() }
        guard let delivery = SignalQueue.next(until: deadline) else { return [] }
        if delivery.number == Signal.chld.rawValue {
            return Reaper.reapAll().map { .ended(pid: $0.pid, $0.termination) }
        }
        if dropsTerminalSignals, delivery.fromKernel { return [] }
        return [.signal(Signal(rawValue: delivery.number))]
    }
}
