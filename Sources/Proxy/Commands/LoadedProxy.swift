import Launch
import Logging
import Runner
import Settings
import System

/// The proxy's configuration with its plan and logger; reading it exits with 78 when anything is wrong.
struct LoadedProxy {
    let configuration: ProxyConfiguration
    let plan: LaunchPlan
    var logger: Logger
    /// The users that processes of the container are started with.
    private let accounts: [Account]
    /// The user that the project runs as.
    private let projectUser: Account?

    /// The user's own Nginx files; status 78 when one of the accounts could change what root reads.
    func overrides() throws(PlanFailure) -> Overrides.Found {
        let found = try Overrides.find(in: configuration.layout.nginxOverrides)
        for file in found.files {
            try AccountControl.forbid(accounts, toChange: file.source, consequence: "Nginx reads it as root")
        }
        return found
    }

    /// What is served, by the site file as it is now; the log says what differs from the contract.
    func site(_ overrides: Overrides.Found) -> Site {
        let found = Site.find(configuration, writer: projectUser)
        for warning in found.warnings { logger.warning("\(warning)") }
        let (site, notes) = UsersLocations.leave(found.site, to: overrides.files)
        for note in notes { logger.info("\(note)") }
        if let summary = site.summary(configuration.layout) { logger.info("\(summary)") }
        return site
    }

    init() {
        let loaded = program.load { common, reader, host in
            ProxyConfiguration(reading: &reader, common: common, host: host)
        }
        configuration = loaded.configuration
        logger = loaded.logger
        projectUser = loaded.common.user
        accounts = [configuration.user, projectUser].compactMap { $0 }
        var plan = ProxyPlan.make(
            configuration, common: loaded.common, executable: Program.sibling("proxy"))
        plan.warnings = loaded.warnings + plan.warnings
        plan.logs = loaded.common.logs
        plan.settings = SettingReading.readings(
            of: CommonSettings.all + ProxySettings.all, from: program.source, includingDefaults: false)
        self.plan = plan
    }
}
