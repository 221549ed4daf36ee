/// Which folders are never served to clients, by their path alone: a setting that names one is a mistake or an attack.
///
/// Nginx's user can read files that the project's user cannot, so a path that the project chose must not lead to them.
package enum ServedPath {
    /// The folders at the top of a system that hold no site.
    private static let system: Set<Substring> = [
        "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "root", "run", "sbin", "sys", "tmp",
        "usr",
        "var",
    ]
    /// Below these sites lie all the same: Debian's folder for sites, and the folder that many Dockerfiles use for the project.
    private static let exceptions = ["/var/www", "/usr/src"]

    /// Why the folder may not be served, in words that complete "it …"; nil when it may.
    ///
    /// - Parameter path: absolute, without `..`.
    package static func refusal(of path: String, layout: Layout) -> String? {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        guard let top = parts.first else { return "is /" }
        if parts.contains(".") || parts.contains("..") { return "has . or .. as a folder's name" }
        if path == layout.app { return "is the app folder itself" }
        if isBelow(layout.app, path) { return "holds the app folder" }
        for folder in [layout.run, layout.config] {
            if path == folder || isBelow(path, folder) { return "is in \(folder)" }
            if isBelow(folder, path) { return "holds \(folder)" }
        }
        if layout.app != "/", isBelow(path, layout.app) { return nil }
        if top == "home", parts.count < 3 { return "is a home folder" }
        guard system.contains(top), !exceptions.contains(where: { isBelow(path, $0) }) else { return nil }
        return "is in a system folder (/\(top))"
    }

    /// Whether the path lies below the folder.
    package static func isBelow(_ path: String, _ folder: String) -> Bool {
        folder == "/" ? path != "/" : path.utf8.starts(with: (folder + "/").utf8)
    }
}
