import Logging
import Shared

/// The proxy's configuration with its plan and logger; reading it exits with 78 when anything is wrong.
struct LoadedProxy {
    let configuration: ProxyConfiguration
    let plan: LaunchPlan
    let logger: Logger

    init() {
        let loaded = program.load { common, reader, host in
            ProxyConfiguration(reading: &reader, common: common, host: host)
        }
        configuration = loaded.configuration
        logger = loaded.logger
        var plan = ProxyPlan.make(
            configuration, common: loaded.common, executable: Program.sibling("proxy"))
        plan.warnings = loaded.warnings + plan.warnings
        plan.logs = loaded.common.logs
        plan.settings = SettingReading.readings(
            of: CommonSettings.all + ProxySettings.all, from: program.source, includingDefaults: false)
        self.plan = plan
    }
}
