import Settings

extension HostProbe {
    /// A machine with these files, by their paths; the folders above them exist. Programs are the files in a `bin`.
    ///
    /// - Parameters:
    ///   - links: where a path's real one is another.
    ///   - others: paths that a user other than root can change, with all below them.
    package static func files(
        _ texts: [String: String], links: [String: String] = [:], isRoot: Bool = false, others: [String] = [],
        workingDirectory: String = "/work"
    ) -> HostProbe {
        var folders: [String: Set<String>] = [:]
        for path in texts.keys {
            var above = ""
            for part in path.split(separator: "/") {
                folders[above, default: []].insert(String(part))
                above += "/" + part
            }
        }
        let listed = folders
        var host = HostProbe.fake(isRoot: isRoot, files: Set(texts.keys))
        host.isDirectory = { listed[$0] != nil }
        host.program = { name, path in
            let places = name.contains("/") ? [name] : path.split(separator: ":").map { "\($0)/\(name)" }
            return places.first { texts[$0] != nil }
        }
        host.names = { (listed[$0] ?? []).filter { !$0.hasPrefix(".") }.sorted() }
        host.text = { texts[$0] }
        host.realPath = { links[$0] ?? (texts[$0] != nil || listed[$0] != nil ? $0 : nil) }
        host.isRootsAlone = { path in !others.contains { path == $0 || path.hasPrefix($0 + "/") } }
        host.workingDirectory = { workingDirectory }
        return host
    }
}
