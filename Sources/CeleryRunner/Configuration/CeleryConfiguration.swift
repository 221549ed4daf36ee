import Launch
import Project
import Settings

/// What Celery's processes depend on, read and valid.
package struct CeleryConfiguration: Sendable, Equatable {
    package let layout: Layout
    package let user: Account?
    package let app: String?
    /// The deprecated broker variable, if it is set.
    package let broker: EnvironmentChange?
    package let logLevel: String?
    package let concurrency: Int?
    /// Seconds that a stop may take in all.
    package let shutdownTimeout: Int
    /// The folder that the container started in; the project may be importable from there.
    package let workingDirectory: String
    /// The project's Python, folders and settings.
    package let project: ProjectEnvironment
    /// Variables for every Celery process: secrets from files, without the `NAME_FILE`s that it cannot use.
    package let secrets: [EnvironmentChange]

    /// - Parameter project: as found for Gunicorn beside it; nil finds it.
    package init(
        reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe,
        project: ProjectEnvironment? = nil
    ) {
        layout = common.layout
        user = common.user
        app = reader.read(CelerySettings.app)
        // Celery itself turns --broker into this variable (celery/bin/celery.py); in an argument, any `ps` would show it.
        broker = reader.read(CelerySettings.broker).map {
            EnvironmentChange("CELERY_BROKER_URL", .secret($0), origin: CelerySettings.broker.name)
        }
        logLevel = reader.read(CelerySettings.logLevel)
        concurrency = reader.read(CelerySettings.concurrency)
        shutdownTimeout = common.shutdownTimeout
        workingDirectory = host.workingDirectory()
        self.project =
            project
            ?? ProjectEnvironment(source: reader.source, layout: common.layout, host: host.seen(by: common.user))
        secrets =
            reader.source.fromFiles.sorted { $0.key < $1.key }.map {
                EnvironmentChange($0.key, .secret($0.value), origin: reader.source.origin(of: $0.key).description)
            }.filter { $0.name != AppSettings.superuserPassword.name }
            + SecretFileNames.unreadable(by: common.user, reader: &reader, host: host)
    }
}
