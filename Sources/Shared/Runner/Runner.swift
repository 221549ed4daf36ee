import Launch
import Logging
import Supervision
import System

/// Carries out a plan: prepares, then supervises until the end.
package struct Runner {
    let plan: LaunchPlan
    let logger: Logger

    package init(plan: LaunchPlan, logger: Logger) {
        self.plan = plan
        self.logger = logger
    }

    /// Blocks until all is over; the status to exit with. Nothing is started unless all the preparations succeed.
    package func run() -> ExitStatus {
        for warning in plan.warnings { logger.warning("\(warning)") }
        var sockets = ListeningSockets()
        do throws(PlanFailure) {
            for warning in try Preparation.perform(plan, sockets: &sockets) { logger.warning("\(warning)") }
        } catch {
            logger.error("\(error.message)")
            return error.status
        }
        ProcessControl.adoptOrphans()
        announceState()
        let relay = LogRelayKeeper(plan, logger: logger)
        let processes = ProcessTable(
            logger: logger, format: plan.logs?.format ?? .text, sockets: sockets, relay: relay,
            dropsTerminalSignals: plan.processes.contains { $0.group == .shared },
            // The mark makes the folder that the watch is on.
            mark: plan.servingMark.flatMap { ServingMark($0) },
            reloadWatch: plan.reload?.watch.map { ReloadWatch($0, logger: logger) })
        var driver = SupervisorDriver(plan: plan, io: processes.io)
        let status = driver.run()
        relay?.end()
        if let state = plan.state { RunnerState.withdraw(state) }
        return status
    }

    /// Without this file a health command asks for the web server. A command that is executed as it is needs no writable folder.
    private func announceState() {
        guard let state = plan.state else { return }
        do throws(PlanFailure) {
            try RunnerState.announce(state)
        } catch {
            logger.log(
                level: state.role == .command ? .debug : .warning,
                "\(error.message); the health command cannot tell what runs here")
        }
    }
}
