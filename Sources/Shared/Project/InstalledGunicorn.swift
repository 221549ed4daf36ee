import Settings

/// Which Gunicorn the project's Python will import: the project's own, else the image's.
package struct InstalledGunicorn: Sendable, Equatable {
    package enum Owner: Sendable, Equatable {
        case project
        case image
    }

    package let owner: Owner
    package let version: String
    package let folder: String

    /// As Python looks for it: `PYTHONPATH`, the environment's packages, and at last the image's folder. nil: none was found,
    /// which a `.pth` file can make wrong.
    package init?(python: PythonEnvironment, pythonPath: String?, imageFolder: String, host: HostProbe) {
        let named = (pythonPath ?? "").split(separator: ":").map { String($0) }
        for (owner, folders) in [(Owner.project, named + python.sitePackages), (.image, [imageFolder])] {
            for folder in folders {
                guard let version = SitePackages.version(of: "gunicorn", in: folder, host: host) else { continue }
                self.owner = owner
                self.version = version
                self.folder = folder
                return
            }
        }
        return nil
    }

    /// One line for `plan`.
    package var text: String {
        let name = version.isEmpty ? "Gunicorn (version unknown)" : "Gunicorn \(version)"
        switch owner {
        case .project: return "\(name) of the project (\(folder))"
        case .image: return "\(name) of the image (\(folder)): the project's environment has none"
        }
    }
}
