@testable import Shared

let django = Account(name: "django", uid: 104, gid: 107, groups: [107], home: "/home/django")
let nginx = Account(name: "nginx", uid: 101, gid: 101, groups: [101, 107], home: "/nonexistent")

/// A machine that answers as the test wants it.
func fakeHost(root: Bool = false, files: Set<String> = [], openFiles: Int = 1_048_576, ipv6: Bool = true) -> HostProbe {
    let root0 = Account(name: "root", uid: 0, gid: 0, groups: [0], home: "/root")
    let accounts = ["django": django, "nginx": nginx, "root": root0]
    return HostProbe(
        isRoot: { root }, account: { accounts[$0] }, exists: { files.contains($0) }, isDirectory: { _ in false },
        program: { _, _ in nil }, hasIPv6: { ipv6 }, workingDirectory: { "/app" }, openFileLimit: { openFiles })
}

/// What comes of reading a configuration from the environment alone.
struct Reading<Value> {
    let value: Value
    let common: CommonConfiguration
    let problems: [ConfigurationProblem]
    let warnings: [String]

    init(
        _ environment: [String: String] = [:], host: HostProbe = fakeHost(),
        _ read: (inout SettingsReader, CommonConfiguration) -> Value
    ) {
        self.init(EnvironmentSource(environment), host: host, read)
    }

    init(
        _ source: EnvironmentSource, host: HostProbe = fakeHost(),
        _ read: (inout SettingsReader, CommonConfiguration) -> Value
    ) {
        var reader = SettingsReader(source: source)
        common = CommonConfiguration(reading: &reader, host: host)
        value = read(&reader, common)
        problems = reader.problems
        warnings = reader.warnings
    }
}
