@testable import AppRunner
@testable import Settings

/// A configuration with the reader that it came from: its problems and warnings are in there.
struct ReadApp {
    let configuration: AppConfiguration
    let reader: SettingsReader

    init(
        _ environment: [String: String] = [:], host: HostProbe = .fake(), arguments: [String] = ["a:b"],
        serves: Bool = true
    ) {
        let full = ["DJANGO_SETTINGS_MODULE": "shop.settings"].merging(environment) { $1 }
        var reader = SettingsReader(source: EnvironmentSource(full))
        let common = CommonConfiguration(reading: &reader, host: host)
        configuration = AppConfiguration(
            reading: &reader, common: common, host: host, arguments: arguments, serves: serves,
            proxyProgram: "/bin/proxy")
        self.reader = reader
    }

    var problems: [String] { reader.problems.map(\.place) }
}
