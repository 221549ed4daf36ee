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
        let name = AppSettings.superuserPassword.name
        return secrets.filter { $0.name != name }
            + [EnvironmentChange(name, .removed, origin: "only for the bootstrap")]
    }
}
