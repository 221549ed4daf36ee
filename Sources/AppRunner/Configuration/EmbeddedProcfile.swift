import Settings

/// Processes of the project's Procfile beside Gunicorn in one container.
struct EmbeddedProcfile: Sendable, Equatable {
    struct Process: Sendable, Equatable {
        /// In logs and plans, and in `ESSENTIAL_PROCESSES`.
        let name: String
        let command: String
    }

    private(set) var processes: [Process] = []
    /// For `plan`.
    private(set) var notes: [String] = []

    /// - Parameter serves: false for one-shots and for `gunicorn --help`, which run none.
    init(
        reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe, serves: Bool,
        restarts: RestartConfiguration
    ) {
        let choices = reader.read(AppSettings.procfile)
        guard serves else { return }
        let path = common.layout.procfile
        let answer = Procfile.read(common, host)
        if case .success(let file) = answer, file.entry("release") != nil {
            notes.append("\(path): release is not run; migrations are the bootstrap's (SKIP_MIGRATIONS, bootstrap.d)")
        }
        if !choices.isEmpty { add(choices, answer, path, isSingle: common.shape == .single, &reader) }
        Self.checkEssential(restarts, choices, &reader)
    }

    private mutating func add(
        _ choices: [ProcfileChoice], _ answer: HostProbe.FileAnswer<Procfile>, _ path: String, isSingle: Bool,
        _ reader: inout SettingsReader
    ) {
        let variable = AppSettings.procfile.name
        let all = choices.map(\.name).joined(separator: ",")
        guard isSingle else {
            reader.report(
                variable,
                "cannot run \(variable)=\(all) beside Gunicorn in the pod shape: run `app-runner procfile \(choices[0].name)` "
                    + "in a container of its own, or set BOOTSTRAP_SHAPE=single")
            return
        }
        switch answer {
        case .failure(let problem):
            reader.report(variable, "cannot run \(variable)=\(all): cannot read \(path): \(problem.reason)")
        case .success(let file):
            for problem in file.problems { reader.report(path, problem) }
            for choice in choices {
                if let problem = Self.problem(choice.name, file, path) {
                    reader.report(variable, "cannot run \(variable)=\(choice.name): \(problem)")
                } else if let entry = file.entry(choice.name) {
                    processes += (1...max(choice.count, 1)).prefix(choice.count).map {
                        let name = ProcessName.procfile(entry.name, number: choice.count > 1 ? $0 : nil)
                        return Process(name: name, command: entry.command)
                    }
                }
            }
        }
    }

    private static func problem(_ name: String, _ file: Procfile, _ path: String) -> String? {
        switch name {
        case "web":
            "the web process here is Gunicorn, which app-runner starts; put its options into the container's command or "
                + "GUNICORN_CMD_ARGS"
        case "release":
            "it would be started again whenever it ends; migrations are the bootstrap's, other commands belong into "
                + "bootstrap.d"
        default:
            file.entry(name) == nil ? "\(path) has no such process; it has \(file.names)" : nil
        }
    }

    /// A name that nothing has is a mistake: its process would not count as essential.
    private static func checkEssential(
        _ restarts: RestartConfiguration, _ choices: [ProcfileChoice], _ reader: inout SettingsReader
    ) {
        guard restarts.isSingle else { return }
        let prefix = ProcessName.procfile + "."
        for name in restarts.essential.sorted() where name.hasPrefix(prefix) {
            if choices.contains(where: { ProcessName.procfile($0.name) == name }) { continue }
            let variable = AppSettings.essential.name
            reader.report(variable, "cannot use \(variable)=\(name): PROCFILE runs no \(name.dropFirst(prefix.count))")
        }
    }
}
