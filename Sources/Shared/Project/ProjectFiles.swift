import Settings

/// The project's files as far as their names tell: `manage.py`, the folders to import from, `wsgi.py` and `asgi.py`.
package struct ProjectFiles: Sendable {
    package let app: String
    /// The path of `manage.py`; nil when there is none, or more than one folder has one.
    package let manage: String?
    /// The folders that Python is given to import from, in order.
    package let importFolders: [String]
    private let host: HostProbe

    package init(app: String, host: HostProbe) {
        self.app = app
        self.host = host
        let manage = Self.manage(app, host)
        self.manage = manage
        let folder = manage.map { String($0.dropLast("/manage.py".count)) }
        var folders: [String] = []
        for candidate in [folder, app, app + "/src"].compactMap(\.self)
        where !folders.contains(candidate) && host.isDirectory(candidate) && !candidate.contains(":") {
            folders.append(candidate)
        }
        importFolders = folders
    }

    /// In the project's folder, in `src`, else in the one folder that has it.
    private static func manage(_ app: String, _ host: HostProbe) -> String? {
        for folder in [app, app + "/src"] where host.exists(folder + "/manage.py") { return folder + "/manage.py" }
        let found = host.names(app).map { "\(app)/\($0)" }.filter {
            host.exists($0 + "/manage.py") && !host.exists($0 + "/pyvenv.cfg")
        }
        return found.count == 1 ? found[0] + "/manage.py" : nil
    }

    /// The file of a module, in the import folders and the folder that the container started in.
    package func file(ofModule module: String) -> String? {
        let path = module.split(separator: ".").joined(separator: "/")
        for folder in importFolders + [host.workingDirectory()] {
            for end in [".py", "/__init__.py"] where host.exists("\(folder)/\(path)\(end)") {
                return "\(folder)/\(path)\(end)"
            }
        }
        return nil
    }

    /// Every `wsgi.py` and `asgi.py` in an import folder or a package of it.
    package var serverFiles: [String] {
        var found: [String] = []
        for folder in importFolders {
            for package in [folder] + host.names(folder).map({ "\(folder)/\($0)" }) {
                for name in ["wsgi.py", "asgi.py"] {
                    let path = "\(package)/\(name)"
                    if host.exists(path), !host.exists(package + "/pyvenv.cfg"), !found.contains(path) {
                        found.append(path)
                    }
                }
            }
        }
        return found
    }

    /// What a file says of the settings.
    package func literals(in path: String) -> SettingsLiterals? { host.text(path).map { SettingsLiterals($0) } }

    /// A path for messages: below the project's folder when it is there.
    package func shown(_ path: String) -> String {
        path.hasPrefix(app + "/") ? String(path.dropFirst(app.count + 1)) : path
    }
}
