import ArgumentParser
import Launch
import Runner
import Settings

extension Program {
    /// `proxy`: every word of its command line is its own.
    package static let proxy = Program("proxy", commands: ProxyCommand.self) { words in
        guard words.isEmpty else { throw ValidationError("Unexpected argument '\(words[0])'") }
        return .proxy
    } action: { words, _ in
        .command(words)
    }
}

extension Job {
    /// Nginx, until a stop signal.
    static var proxy: Job {
        Job(settings: CommonSettings.all + ProxySettings.all, read: ProxyConfiguration.read) { loaded, context in
            .success(
                ProxyPlan.make(
                    loaded.configuration, common: loaded.common, executable: Program.sibling("proxy"), context))
        }
    }
}

extension ProxyConfiguration {
    /// As the reading of a program's configuration.
    static func read(
        common: CommonConfiguration, reader: inout SettingsReader, host: HostProbe
    ) -> ProxyConfiguration {
        ProxyConfiguration(reading: &reader, common: common, host: host)
    }
}
