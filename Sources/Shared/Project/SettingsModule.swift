/// The project's settings where `DJANGO_SETTINGS_MODULE` is not set, and where they were found.
package struct SettingsModule: Sendable, Equatable {
    package let name: String
    /// `manage.py line 9`, for `plan`.
    package let origin: String
    /// `manage.py:9`, for findings.
    package let place: String
    /// The file that says it.
    package let file: String
    /// What another file says.
    package let note: String?

    /// The first of these that names settings: the application's module, when the command names one; `wsgi.py` and `asgi.py`,
    /// when they agree; `manage.py`. Gunicorn's workers would use what the first two say, whatever `manage.py` says.
    ///
    /// - Parameter application: in Gunicorn's form, `mysite.wsgi:application`.
    package init?(in files: ProjectFiles, application: String?) {
        let manage = files.manage.flatMap { Self.found(in: $0, files) }
        let module = application?.split(separator: ":").first.map { String($0) }
        let named = module.flatMap(files.file).flatMap { Self.found(in: $0, files) }
        let servers = files.serverFiles.compactMap { Self.found(in: $0, files) }
        let server = Set(servers.map(\.name)).count == 1 ? servers.first : nil
        // manage.py is the file that people know, where both say the same.
        let usual = manage?.name == server?.name ? manage : server ?? manage
        guard let chosen = named ?? usual else { return nil }
        name = chosen.name
        origin = chosen.origin
        place = chosen.place
        file = chosen.file
        if let manage, manage.name != chosen.name {
            note =
                "DJANGO_SETTINGS_MODULE: \(chosen.origin) says \(chosen.name), \(manage.origin) says \(manage.name); the first "
                + "is used, set the variable to choose"
        } else {
            note = nil
        }
    }

    private init(name: String, shown: String, line: Int, file: String) {
        self.name = name
        origin = "\(shown) line \(line)"
        place = "\(shown):\(line)"
        self.file = file
        note = nil
    }

    private static func found(in file: String, _ files: ProjectFiles) -> Self? {
        files.literals(in: file)?.single.map {
            Self(name: $0.module, shown: files.shown(file), line: $0.line, file: file)
        }
    }
}
