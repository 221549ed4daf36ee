/// The user's own configuration files below a folder.
enum UsersFiles {
    /// Deeper than any sensible tree; ends a loop of symbolic links.
    private static let maximumDepth = 8

    /// The texts of all readable `*.conf` that are not untouched files of ours; an absent folder has none.
    static func texts(below folder: String, depth: Int = 0) -> [String] {
        guard depth < maximumDepth, case .success(let names) = FileTree.list(folder) else { return [] }
        return names.sorted().flatMap { name -> [String] in
            let path = folder + "/" + name
            if FileTree.isDirectory(path) { return texts(below: path, depth: depth + 1) }
            guard name.hasSuffix(".conf"), case .success(let bytes) = FileTree.read(path) else { return [] }
            return GeneratedMark.isIntact(bytes) ? [] : [String(decoding: bytes, as: UTF8.self)]
        }
    }
}
