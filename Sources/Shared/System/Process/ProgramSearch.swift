import Glibc
import Launch
import Settings

/// Finds programs as `execvp(3)` would, so that a missing one is said before anything is started.
package enum ProgramSearch {
    /// The path of the program of a process, or the sentence to show.
    package static func find(_ spec: ProcessSpec) throws(PlanFailure) -> String {
        let path = searchPath(for: spec)
        if spec.programOwner == .root, geteuid() == 0 { return try findRootsAlone(spec.executable, path: path) }
        if let found = find(spec.executable, path: path) { return found }
        if spec.executable.contains("/"), access(spec.executable, F_OK) == 0 {
            throw PlanFailure("cannot run \(spec.executable): it is not an executable file", status: .notExecutable)
        }
        let place = spec.executable.contains("/") ? "no such file" : "it is not in PATH (\(path))"
        throw PlanFailure("cannot run \(spec.executable): \(place)", status: .notFound)
    }

    /// The first program of that name that root alone can change, by its real path, so that no link is followed later.
    private static func findRootsAlone(_ name: String, path: String) throws(PlanFailure) -> String {
        var passedOver: String?
        for candidate in candidates(name, path: path) where isExecutable(candidate) {
            if let real = FileTree.realPath(candidate), FileTree.isRootsAlone(real) { return real }
            passedOver = passedOver ?? candidate
        }
        guard let passedOver else {
            throw PlanFailure("cannot run \(name): it is not in PATH (\(path))", status: .notFound)
        }
        throw PlanFailure(
            "cannot run \(name) as root: another user can change \(passedOver) or put another program in its place; give the "
                + "file and the folders above it to root, without write permission for group and others",
            status: .notExecutable)
    }

    /// The first executable file of that name in a colon-separated search path; a name with a slash is a path itself.
    package static func find(_ name: String, path: String) -> String? {
        candidates(name, path: path).first(where: isExecutable)
    }

    private static func candidates(_ name: String, path: String) -> [String] {
        if name.contains("/") { return [name] }
        if name.isEmpty { return [] }
        return path.split(separator: ":", omittingEmptySubsequences: false).map {
            ($0.isEmpty ? "." : String($0)) + "/" + name
        }
    }

    /// The same in this process's own search path.
    package static func find(_ name: String) -> String? { find(name, path: ownPath) }

    private static func searchPath(for spec: ProcessSpec) -> String {
        for change in spec.environment where change.name == "PATH" {
            if case .plain(let path) = change.value { return path }
        }
        return ownPath
    }

    private static var ownPath: String {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        return path.isEmpty ? SearchPath.standard : path
    }

    private static func isExecutable(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
