import Launch
import Project
import Settings

/// What `app-runner procfile NAME` depends on, read and valid.
struct ProcfileConfiguration: Sendable, Equatable {
    let common: CommonConfiguration
    /// nil when there is a problem.
    let entry: ProcfileEntry?
    /// What its process gets beside what it inherits.
    let environment: [EnvironmentChange]
    let port: Int

    init(reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe, name: String) {
        self.common = common
        port = reader.read(ProxySettings.port)
        let file = Self.file(reading: &reader, common: common, host: host)
        entry = file?.entry(name)
        if let file, file.problems.isEmpty, entry == nil {
            reader.report(
                "procfile",
                "cannot run \(name.escapedForOneLine): \(common.layout.procfile) has no such process; it has \(file.names)"
            )
        }
        let unreadable = SecretFileNames.unreadable(by: common.user, reader: &reader, host: host)
        environment =
            ChildEnvironment.withoutSuperuserPassword(ChildEnvironment.fromFiles(reader.source) + unreadable)
            + ProcessSpec.home(of: common.user)
            + ProjectEnvironment(source: reader.source, layout: common.layout, host: host.seen(by: common.user)).changes
    }

    /// The Procfile; what is wrong with it is reported.
    static func file(
        reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe
    ) -> Procfile? {
        let path = common.layout.procfile
        switch Procfile.read(common, host) {
        case .failure(let problem):
            reader.report(path, "cannot read \(path): \(problem.reason)")
            return nil
        case .success(let file):
            for problem in file.problems { reader.report(path, problem) }
            return file
        }
    }
}
