/// What a health command has to know, and nothing more: no user, no limit of a server, no secret file. A probe that may
/// read less than the servers must still be able to ask.
package struct HealthConfiguration: Sendable, Equatable {
    package let layout: Layout
    package let shape: Shape
    package let statusPort: Int
    package let healthPath: String
    package let healthHost: String

    package init(reading reader: inout SettingsReader) {
        layout = Layout(
            app: reader.read(CommonSettings.appDirectory), run: reader.read(CommonSettings.runDirectory),
            config: reader.read(CommonSettings.configDirectory))
        shape = reader.read(CommonSettings.shape)
        statusPort = reader.read(ProxySettings.statusPort)
        healthPath = reader.read(ProxySettings.healthPath)
        healthHost = reader.read(ProxySettings.healthHost)
    }
}

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
