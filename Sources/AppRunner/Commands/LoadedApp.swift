import Launch
import Logging
import Runner
import Settings

/// The app's configuration with its logger; reading it exits with 78 when anything is wrong.
struct LoadedApp {
    let configuration: AppConfiguration
    let logger: Logger
    private let warnings: [String]

    /// - Parameters:
    ///   - arguments: Gunicorn's, from the container's command.
    ///   - serves: whether Gunicorn will run; a one-shot needs less.
    init(arguments: [String], serves: Bool = true, publishes: Bool = false, runsHooks: Bool = true) {
        let loaded = program.load { common, reader, host in
            AppConfiguration(
                reading: &reader, common: common, host: host, arguments: arguments, serves: serves,
                publishes: publishes, runsHooks: runsHooks, proxyProgram: Program.sibling("proxy"),
                ownProgram: Program.sibling("app-runner"))
        }
        configuration = loaded.configuration
        logger = loaded.logger
        warnings = loaded.warnings
    }

    /// The plan with what the operator should know of the configuration.
    func complete(_ plan: LaunchPlan) -> LaunchPlan {
        var plan = plan
        plan.warnings = warnings + ReplacedScripts.warnings() + plan.warnings
        plan.logs = configuration.common.logs
        plan.settings = SettingReading.readings(
            of: SettingsCatalog.all, from: program.source, includingDefaults: false)
        return plan
    }
}
