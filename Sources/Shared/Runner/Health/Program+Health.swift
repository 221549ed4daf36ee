import Settings
import System

extension Program {
    /// Reads what a health command needs. When anything of it is wrong, every problem is logged and the process exits with 78.
    package func loadForHealth<Configuration>(_ read: (inout SettingsReader) -> Configuration) -> Configuration {
        var reader = SettingsReader(source: source, problems: [])
        let configuration = read(&reader)
        do throws(ConfigurationError) {
            try reader.finish()
        } catch {
            let logger = quietLogger()
            for problem in error.problems { logger.error("\(problem.message)") }
            exitProcess(.configuration)
        }
        return configuration
    }
}
