/// Secrets from files: `NAME_FILE` for the settings that allow it, and every file of `SECRETS_DIR`.
///
/// Kubernetes mounts a Secret as symbolic links (`..data`), so links are followed and names that start with a dot are
/// passed over. One newline at the end of a file is not part of the value: editors and `echo` write it.
package enum SecretFiles {
    package static let directoryVariable = "SECRETS_DIR"

    /// The environment with the files' values added.
    ///
    /// A variable that is set by itself wins over a file of `SECRETS_DIR`; together with its own `NAME_FILE` it is an
    /// error, since one of the two values would be ignored.
    package static func load(
        _ environment: [String: String], settings: [SettingDescription], files: EnvironmentSource.Files
    ) -> (source: EnvironmentSource, problems: [Diagnostic]) {
        var source = EnvironmentSource(environment)
        var problems: [Diagnostic] = []
        if let directory = environment[directoryVariable], !directory.isEmpty {
            loadDirectory(directory, into: &source, problems: &problems, files: files)
        }
        for setting in settings where setting.readsFile {
            let variable = setting.name + "_FILE"
            guard let path = environment[variable], !path.isEmpty else { continue }
            guard (environment[setting.name] ?? "").isEmpty else {
                problems.append(
                    Diagnostic.problem(
                        variable, "cannot use \(variable): \(setting.name) is set too; unset one of them"
                    ))
                continue
            }
            switch files.read(path) {
            case .success(let text):
                source.set(setting.name, to: withoutFinalNewline(text), from: path)
            case .failure(let problem):
                problems.append(unreadable(variable, path, problem))
            }
        }
        return (source, problems)
    }

    private static func loadDirectory(
        _ directory: String, into source: inout EnvironmentSource, problems: inout [Diagnostic],
        files: EnvironmentSource.Files
    ) {
        switch files.list(directory) {
        case .failure(let problem):
            problems.append(unreadable(directoryVariable, directory, problem))
        case .success(let names):
            for name in names.sorted() where isVariableName(name) && (source.variables[name] ?? "").isEmpty {
                let path = directory + "/" + name
                switch files.read(path) {
                case .success(let text): source.set(name, to: withoutFinalNewline(text), from: path)
                case .failure(let problem): problems.append(unreadable(directoryVariable, path, problem))
                }
            }
        }
    }

    private static func unreadable(
        _ variable: String, _ path: String, _ problem: EnvironmentSource.FileProblem
    ) -> Diagnostic {
        Diagnostic.problem(variable, "cannot read \(path) named by \(variable): \(problem.reason)")
    }

    /// A portable name of an environment variable (POSIX: letters, digits, underscore; no digit first).
    package static func isVariableName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
    }

    static func withoutFinalNewline(_ text: String) -> String {
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { return String(text.dropLast()) }
        return text
    }
}
