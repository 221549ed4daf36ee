import Launch
import Logging
import Settings
import System

/// A configuration with what goes with it.
package struct Loaded<Configuration> {
    package let configuration: Configuration
    package let common: CommonConfiguration
    package let warnings: [String]
    package let logger: Logger

    /// What the maker of a plan gets beside the configuration.
    ///
    /// - Parameter settings: those of the program.
    func context(settings: [SettingDescription], from source: EnvironmentSource) -> PlanContext {
        PlanContext(
            warnings: warnings, logs: common.logs,
            settings: SettingReading.readings(of: settings, from: source, includingDefaults: false))
    }
}

/// Reads a program's own part of the configuration.
package typealias ConfigurationReading<Configuration> =
    (CommonConfiguration, inout SettingsReader, HostProbe) -> Configuration

extension RunningProgram {
    /// Reads the configuration. When anything is wrong, every problem is logged and the process exits with 78.
    package func load<Configuration>(_ read: ConfigurationReading<Configuration>) -> Loaded<Configuration> {
        let (loaded, problems) = examine(read)
        guard problems.isEmpty else {
            for warning in typos { loaded.logger.warning("\(warning)") }
            for problem in problems { loaded.logger.error("\(problem.message)") }
            exitProcess(.configuration)
        }
        return loaded
    }

    /// Reads the configuration with all that is wrong with it: what has a problem has its default.
    package func examine<Configuration>(
        _ read: ConfigurationReading<Configuration>
    ) -> (loaded: Loaded<Configuration>, problems: [Diagnostic]) {
        var reader = SettingsReader(source: source, problems: fileProblems)
        let common = CommonConfiguration(reading: &reader, host: .system)
        let logger = OperatorLog.bootstrap(program: program.name, format: common.logFormat, threshold: common.logLevel)
        let configuration = read(common, &reader, .system)
        let loaded = Loaded(
            configuration: configuration, common: common, warnings: reader.warnings + typos, logger: logger)
        return (loaded, reader.problems)
    }

    /// Reads what a health command needs. When anything of it is wrong, every problem is logged and the process exits with 78.
    package func loadForHealth<Configuration>(_ read: (inout SettingsReader) -> Configuration) -> Configuration {
        var reader = SettingsReader(source: source, problems: [])
        let configuration = read(&reader)
        guard reader.problems.isEmpty else {
            let logger = quietLogger()
            for problem in reader.problems { logger.error("\(problem.message)") }
            exitProcess(.configuration)
        }
        return configuration
    }

    private var typos: [String] {
        TypoCheck.warnings(environment: source.variables.keys, settings: SettingsCatalog.all)
    }
}
