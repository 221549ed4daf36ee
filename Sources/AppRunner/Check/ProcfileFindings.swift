import Settings

/// What `check` says of a Procfile: lines that are none, and processes that nothing runs.
enum ProcfileFindings {
    static let id = "procfile"

    /// - Parameter choices: what `PROCFILE` names. In the single container their problems end the start, and are findings already.
    static func all(
        _ answer: HostProbe.FileAnswer<Procfile>, choices: [ProcfileChoice], path: String, isSingle: Bool
    ) -> [Diagnostic] {
        guard case .success(let file) = answer else { return [] }
        let isUsed = isSingle && !choices.isEmpty
        let problems =
            isUsed ? [] : file.problems.map { Diagnostic(id: id, severity: .warning, title: $0, place: path) }
        let others = file.entries.map(\.name).filter { name in
            name != "web" && name != "release" && !choices.contains { $0.name == name }
        }
        return problems + release(file, path) + (others.isEmpty ? [] : [notRun(others, path, isSingle: isSingle)])
    }

    private static func release(_ file: Procfile, _ path: String) -> [Diagnostic] {
        guard file.entry("release") != nil else { return [] }
        return [
            Diagnostic(
                id: id, severity: .note, title: "the Procfile's release is not run: the start migrates by itself",
                place: path,
                fix: "other commands of it belong into bootstrap.d")
        ]
    }

    private static func notRun(_ names: [String], _ path: String, isSingle: Bool) -> Diagnostic {
        let own = "app-runner procfile \(names[0]) in a container of its own"
        return Diagnostic(
            id: id, severity: .note,
            title: "this container does not run \(names.joined(separator: ", ")) of the Procfile",
            place: path, fix: isSingle ? "PROCFILE=\(names.joined(separator: ",")), or \(own)" : own)
    }
}
