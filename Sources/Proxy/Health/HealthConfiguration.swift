import Settings

/// What a health command has to know, and nothing more: no user, no limit of a server, no secret file. A probe that may
/// read less than the servers must still be able to ask.
package struct HealthConfiguration: Sendable, Equatable {
    package let layout: Layout
    package let shape: Shape
    package let statusPort: Int
    package let healthPath: String
    package let healthHost: String

    package init(reading reader: inout SettingsReader) {
        layout = Layout(reading: &reader)
        shape = reader.read(CommonSettings.shape)
        statusPort = reader.read(ProxySettings.statusPort)
        healthPath = reader.read(ProxySettings.healthPath)
        healthHost = reader.read(ProxySettings.healthHost)
    }
}
