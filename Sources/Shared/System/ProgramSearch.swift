import Glibc

/// Finds programs as `execvp(3)` would, so that a missing one is said before anything is started.
package enum ProgramSearch {
    /// The path of the program of a process, or the sentence to show.
    package static func find(_ spec: ProcessSpec) throws(PlanFailure) -> String {
        let path = searchPath(for: spec)
        if let found = find(spec.executable, path: path) { return found }
        if spec.executable.contains("/"), access(spec.executable, F_OK) == 0 {
            throw PlanFailure("cannot run \(spec.executable): it is not an executable file", status: .notExecutable)
        }
        let place = spec.executable.contains("/") ? "no such file" : "it is not in PATH (\(path))"
        throw PlanFailure("cannot run \(spec.executable): \(place)", status: .notFound)
    }

    /// The first executable file of that name in a colon-separated search path; a name with a slash is a path itself.
    package static func find(_ name: String, path: String) -> String? {
        if name.contains("/") { return isExecutable(name) ? name : nil }
        if name.isEmpty { return nil }
        for directory in path.split(separator: ":", omittingEmptySubsequences: false) {
            let candidate = (directory.isEmpty ? "." : String(directory)) + "/" + name
            if isExecutable(candidate) { return candidate }
        }
        return nil
    }

    /// The same in this process's own search path.
    package static func find(_ name: String) -> String? { find(name, path: ownPath) }

    /// What `execvp` uses when PATH is unset.
    package static let defaultPath = "/usr/local/bin:/usr/bin:/bin"

    private static func searchPath(for spec: ProcessSpec) -> String {
        for change in spec.environment where change.name == "PATH" {
            if case .plain(let path) = change.value { return path }
        }
        return ownPath
    }

    private static var ownPath: String {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        return path.isEmpty ? defaultPath : path
    }

    private static func isExecutable(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
