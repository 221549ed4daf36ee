import Shared

/// Variables that children get beside what they inherit.
enum ChildEnvironment {
    /// The values that were read from files, as secrets whatever their names.
    static func fromFiles(_ source: EnvironmentSource) -> [EnvironmentChange] {
        source.fromFiles.sorted { $0.key < $1.key }.map {
            EnvironmentChange($0.key, .secret($0.value), origin: source.origin(of: $0.key).description)
        }
    }

    /// The password is for the process that makes the superuser alone.
    static func withoutSuperuserPassword(_ secrets: [EnvironmentChange]) -> [EnvironmentChange] {
        let names = [AppSettings.superuserPassword.name, AppSettings.superuserPassword.name + "_FILE"]
        return secrets.filter { !names.contains($0.name) }
            + names.map { EnvironmentChange($0, .removed, origin: "only for the bootstrap") }
    }
}
