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
    ///   - plan: pure, and whole when it is returned; a failure ends the start with its status.
    package init<Configuration>(
        settings: [SettingDescription], isQuiet: Bool = false,
        read: @escaping ConfigurationReading<Configuration>,
        plan make: @escaping (Loaded<Configuration>, PlanContext) -> Result<LaunchPlan, PlanFailure>
    ) {
        prepare = { process in
            let loaded = process.load(read)
            var logger = loaded.logger
            if isQuiet { logger.logLevel = max(logger.logLevel, .warning) }
            switch make(loaded, loaded.context(settings: settings, from: process.source)) {
            case .success(let plan): return Start(plan: plan, logger: logger)
            case .failure(let failure):
                logger.error("\(failure.message)")
                exitProcess(failure.status)
            }
        }
    }
}
