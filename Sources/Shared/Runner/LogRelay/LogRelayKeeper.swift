import Launch
import Logging
import System

/// Keeps a log relay running for as long as the program runs, and lets it finish at the end.
final class LogRelayKeeper {
    /// Seconds that the last lines may take to come out. A relay whose reader does not read ends by itself before that.
    private static let timeout = 3.0

    private let pipes: LogPipes
    private let commandLine: [String]
    private let logger: Logger
    private let spawner: Spawner
    private var restarts = RelayRestarts()
    private var pid: Int32?
    /// When the next one is started (monotonic seconds); nil while one runs.
    private(set) var nextStart: Double?

    /// Starts the first relay. nil when the plan wants none, or our streams need none.
    init?(_ plan: LaunchPlan, logger: Logger) {
        guard let logs = plan.logsOfServers, logs.overflow == .drop else { return nil }
        self.logger = logger
        spawner = Spawner(tiesChildren: false, format: logs.format)
        let consequence = "the site waits while it is not read"
        do throws(PlanFailure) {
            guard let pipes = try LogPipes() else { return nil }
            self.pipes = pipes
        } catch {
            logger.warning("\(error.message); \(consequence)")
            return nil
        }
        commandLine = LogRelay.commandLine(program: plan.program, format: logs.format, pipes: pipes)
        if let failure = start() {
            pipes.restore()
            logger.warning("\(failure.message); \(consequence)")
            return nil
        }
    }

    /// A child has ended: if it was the relay, another one is started before that is logged. What is in the pipes is still
    /// there.
    func ended(_ child: Reaper.Ended) {
        guard child.pid == pid else { return }
        pid = nil
        nextStart = restarts.ended(now: Clock.monotonic())
        startIfDue()
        let next = nextStart.map { "starting it again in \(($0 - Clock.monotonic()).shortText) s" } ?? "started again"
        logger.warning("log relay ended: \(child.termination.text); \(next)")
    }

    func startIfDue() {
        guard let due = nextStart, due <= Clock.monotonic() else { return }
        if let failure = start() { logger.warning("\(failure.message)") }
    }

    private func start() -> PlanFailure? {
        do throws(PlanFailure) {
            restarts.started(now: Clock.monotonic())
            pid = try spawner.start(relay: commandLine, pipes)
            nextStart = nil
            return nil
        } catch {
            nextStart = restarts.ended(now: Clock.monotonic())
            return PlanFailure("cannot relay the log: \(error.message)", status: error.status)
        }
    }

    /// Waits, for a short time, until the relay has written what is in the pipes. The runner logs nothing after this.
    func end() {
        if pid == nil { _ = start() }
        defer { pipes.restore() }
        guard let pid else { return }
        pipes.askToEnd()
        let deadline = Clock.monotonic() + Self.timeout
        while !Reaper.reapAll().contains(where: { $0.pid == pid }) {
            guard SignalQueue.next(until: deadline) != nil else {
                Kill.process(pid, .kill)
                return
            }
        }
    }
}
