import ArgumentParser
import Launch
import Logging
import Runner
import Settings
import System

/// `celery-runner`: what the worker and beat containers run.
enum CeleryRunner {
    static func main(_ arguments: [String]) -> Never {
        if let first = arguments.first, CeleryRunnerCommand.names.contains(first) {
            CeleryRunnerCommand.main(arguments)
            exitProcess(.success)
        }
        let loaded = LoadedCelery(arguments)
        exitProcess(Runner(plan: loaded.plan, logger: loaded.logger).run())
    }
}

/// The configuration with its plan and logger; reading it exits with 78 when anything is wrong.
struct LoadedCelery {
    let plan: LaunchPlan
    let logger: Logger

    /// - Parameter arguments: Celery's; a leading `celery` is accepted.
    init(_ arguments: [String]) {
        let command = CeleryArguments(arguments.first == "celery" ? Array(arguments.dropFirst()) : arguments)
        let loaded = program.load { common, reader, host in
            CeleryConfiguration(reading: &reader, common: common, host: host)
        }
        var logger = loaded.logger
        // For `inspect`, `--version` and the like, Celery's output is what was asked for.
        if command.kind == nil { logger.logLevel = max(logger.logLevel, .warning) }
        if command == CeleryArguments([]) {
            logger.error("cannot run Celery: no command; name worker, beat or another command of Celery's")
            exitProcess(.usage)
        }
        self.logger = logger
        var plan = CeleryPlan.make(command, loaded.configuration)
        plan.warnings += loaded.warnings + ReplacedScripts.warnings()
        plan.logs = loaded.common.logs
        plan.settings = SettingReading.readings(
            of: CommonSettings.all + CelerySettings.all + ProjectSettings.all, from: program.source,
            includingDefaults: false)
        self.plan = plan
    }
}
