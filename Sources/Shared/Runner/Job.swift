import Launch
import Logging
import Settings
import System

/// What a program can be asked to do until it is over: how its configuration is read, and the plan that follows from it.
package struct Job {
    /// The plan to carry out, and the logger of its events.
    package struct Start {
        package let plan: LaunchPlan
        package let logger: Logger

        package init(plan: LaunchPlan, logger: Logger) {
            self.plan = plan
            self.logger = logger
        }
    }

    let prepare: (RunningProgram) -> Start

    /// A job that reads no configuration.
    package init(_ prepare: @escaping (RunningProgram) -> Start) {
        self.prepare = prepare
    }

    /// - Parameters:
    ///   - settings: what `plan` prints with its values and sources.
    ///   - isQuiet: the output of the process is what was asked for; only what goes wrong is logged.
    ///   - plan: pure; a failure ends the start with its status.
    package init<Configuration>(
        settings: [SettingDescription], isQuiet: Bool = false,
        read: @escaping ConfigurationReading<Configuration>,
        plan make: @escaping (Loaded<Configuration>) -> Result<LaunchPlan, PlanFailure>
    ) {
        prepare = { process in
            let loaded = process.load(read)
            var logger = loaded.logger
            if isQuiet { logger.logLevel = max(logger.logLevel, .warning) }
            switch make(loaded) {
            case .success(let plan):
                let readings = SettingReading.readings(of: settings, from: process.source, includingDefaults: false)
                return Start(plan: Self.whole(plan, loaded, readings), logger: logger)
            case .failure(let failure):
                logger.error("\(failure.message)")
                exitProcess(failure.status)
            }
        }
    }

    /// The plan with what is known of every program's configuration: the one place where a plan gets it.
    private static func whole<Configuration>(
        _ plan: LaunchPlan, _ loaded: Loaded<Configuration>, _ settings: [SettingReading]
    ) -> LaunchPlan {
        var plan = plan
        plan.warnings = loaded.warnings + plan.warnings
        plan.logs = loaded.common.logs
        plan.settings = settings
        return plan
    }
}
