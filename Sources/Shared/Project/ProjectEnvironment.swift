import Launch
import Settings

/// What every process of the project gets so that it finds the project: one place for all of them.
package struct ProjectEnvironment: Sendable, Equatable {
    package let python: PythonEnvironment
    /// Where the project is imported from without being installed.
    package let importFolders: [String]
    /// The settings, where `DJANGO_SETTINGS_MODULE` is not set.
    package let settings: SettingsModule?
    /// The user's `PYTHONPATH`.
    package let pythonPath: String?
    /// The user's `PATH`.
    private let searchPath: String
    /// What a command gets that runs as root; the same as everything without root.
    private let trusted: Trusted

    private struct Trusted: Sendable, Equatable {
        let environment: Bool
        let importFolders: [String]
        let settings: Bool
    }

    /// - Parameter application: the one that the command names, in Gunicorn's form.
    package init(source: EnvironmentSource, layout: Layout, host: HostProbe, application: String? = nil) {
        let files = ProjectFiles(app: layout.app, host: host)
        python = PythonEnvironment(source: source, app: layout.app, host: host)
        importFolders = files.importFolders
        let isSet = source.variables[AppSettings.settingsModule.name].map { !$0.isEmpty } ?? false
        settings = isSet ? nil : SettingsModule(in: files, application: application)
        pythonPath = source.variables["PYTHONPATH"].flatMap { $0.isEmpty ? nil : $0 }
        searchPath = SearchPath.of(source)
        guard host.isRoot() else {
            trusted = Trusted(environment: true, importFolders: importFolders, settings: true)
            return
        }
        trusted = Trusted(
            environment: python.places.allSatisfy(host.isRootsAlone),
            importFolders: importFolders.filter(host.isRootsAlone),
            settings: settings.map { host.isRootsAlone($0.file) } ?? true)
    }

    /// For the processes that run as the project's user.
    package var changes: [EnvironmentChange] {
        environmentChanges + settingsChanges + Self.pythonPath(pythonPath, importFolders)
    }

    /// `VIRTUAL_ENV` and `PATH`.
    package var environmentChanges: [EnvironmentChange] {
        guard let root = python.root, let path = environmentPath else { return [] }
        let origin = "the virtual environment"
        return [
            EnvironmentChange("VIRTUAL_ENV", .plain(root), origin: origin),
            EnvironmentChange("PATH", .plain(path), origin: origin),
        ]
    }

    package var settingsChanges: [EnvironmentChange] {
        settings.map {
            [EnvironmentChange(AppSettings.settingsModule.name, .plain($0.name), origin: $0.origin)]
        } ?? []
    }

    /// For a command that is passed through. As root it gets nothing that another user can change: the files of that user
    /// would be executed with root's rights by a name that the operator means another program with.
    package var commandChanges: [EnvironmentChange] {
        (trusted.environment ? environmentChanges : []) + (trusted.settings ? settingsChanges : [])
            + Self.pythonPath(pythonPath, trusted.importFolders)
    }

    /// Where a command that is passed through is looked for.
    package var commandPath: String {
        trusted.environment ? environmentPath ?? searchPath : searchPath
    }

    /// The environment's folder first, and once: an image may have it in `PATH` already.
    private var environmentPath: String? {
        python.bin.map { bin in
            let others = searchPath.split(separator: ":", omittingEmptySubsequences: false).filter { $0 != bin }
            return ([bin[...]] + others).joined(separator: ":")
        }
    }

    /// For `plan`, which also prints each process's variables.
    package var notes: [String] {
        let imports =
            importFolders.isEmpty ? [] : ["imports from \(importFolders.joined(separator: ", ")) (PYTHONPATH)"]
        let found = settings.map {
            ["DJANGO_SETTINGS_MODULE=\($0.name), from \($0.origin)"] + ($0.note.map { [$0] } ?? [])
        }
        return [python.text] + imports + (found ?? [])
    }

    /// The user's folders come first.
    private static func pythonPath(_ own: String?, _ folders: [String]) -> [EnvironmentChange] {
        let named = (own ?? "").split(separator: ":").map { String($0) }
        let more = folders.filter { !named.contains($0) }
        guard !more.isEmpty else { return [] }
        let text = ((own.map { [$0] } ?? []) + more).joined(separator: ":")
        return [EnvironmentChange("PYTHONPATH", .plain(text), origin: "the project's folders")]
    }
}
