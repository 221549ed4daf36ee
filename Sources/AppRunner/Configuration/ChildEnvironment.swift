import Launch
import Settings

/// Variables that children get beside what they inherit.
enum ChildEnvironment {
    /// The values that were read from files, as secrets whatever their names.
    static func fromFiles(_ source: EnvironmentSource) -> [EnvironmentChange] {
        source.fromFiles.sorted { $0.key < $1.key }.map {
            EnvironmentChange($0.key, .secret($0.value), origin: source.origin(of: $0.key).description)
        }
    }

    /// For every process of the project's: secrets, the user's home, and what finds the project.
    static func ofProject(_ configuration: AppConfiguration, withSuperuserPassword: Bool = false) -> [EnvironmentChange]
    {
        let secrets = configuration.secretsFromFiles
        return (withSuperuserPassword ? secrets : withoutSuperuserPassword(secrets))
            + ProcessSpec.home(of: configuration.common.user) + configuration.project.changes
    }

    /// What tells our Python code where the image's Gunicorn and the site file are.
    static func ofGunicorn(_ configuration: AppConfiguration) -> [EnvironmentChange] {
        [
            EnvironmentChange(
                AppSettings.gunicornDirectory.name, .plain(configuration.gunicorn.imageFolder),
                origin: "the image's Gunicorn"),
            EnvironmentChange(
                "DJANGO_BOOTSTRAP_SITE", .plain(configuration.common.layout.siteFile), origin: "the application's name"),
        ]
    }

    /// The password is for the process that makes the superuser alone.
    static func withoutSuperuserPassword(_ secrets: [EnvironmentChange]) -> [EnvironmentChange] {
        let names = [AppSettings.superuserPassword.name, AppSettings.superuserPassword.name + "_FILE"]
        return secrets.filter { !names.contains($0.name) }
            + names.map { EnvironmentChange($0, .removed, origin: "only for the bootstrap") }
    }
}
