import Logging

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
        let relay = LogRelayKeeper(plan, logger: logger)
        let processes = ProcessTable(
            logger: logger, sockets: sockets, relay: relay,
            dropsTerminalSignals: plan.processes.contains { $0.group == .shared },
            mark: plan.servingMark.flatMap { ServingMark($0) })
        var driver = SupervisorDriver(plan: plan, io: processes.io)
        let status = driver.run()
        relay?.end()
        return status
    }
}
