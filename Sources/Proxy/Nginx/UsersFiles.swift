import Settings

/// The user's own Nginx files, as far as the runner has to know them.
struct UsersFiles {
    /// Deeper than any sensible tree; ends a loop of symbolic links.
    private static let maximumDepth = 8

    let host: HostProbe

    /// Whether a file of the user's is at a path where an image may have a generated one: it exists and is not an untouched
    /// generated file. A file that cannot be read is the user's.
    func isUsersFile(_ path: String) -> Bool {
        guard host.exists(path) else { return false }
        guard case .success(let contents) = host.contents(path) else { return true }
        return !GeneratedMark.isIntact(contents)
    }

    /// The texts of all readable `*.conf` below a folder that are not untouched generated files; an absent folder has none.
    func texts(below folder: String, depth: Int = 0) -> [String] {
        guard depth < Self.maximumDepth else { return [] }
        return host.names(folder).sorted().flatMap { name -> [String] in
            let path = folder + "/" + name
            if host.isDirectory(path) { return texts(below: path, depth: depth + 1) }
            guard name.hasSuffix(".conf"), case .success(let bytes) = host.contents(path) else { return [] }
            return GeneratedMark.isIntact(bytes) ? [] : [String(decoding: bytes, as: UTF8.self)]
        }
    }
}
