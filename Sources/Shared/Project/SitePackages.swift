import Settings

/// Folders of installed Python packages, and what is in them.
enum SitePackages {
    /// Below a virtual environment or an installation; Debian's own Python has `dist-packages`.
    static func folders(below prefix: String, version: String?, host: HostProbe) -> [String] {
        let names = version.map { ["python\($0)"] } ?? host.names(prefix + "/lib").filter { $0.hasPrefix("python3.") }
        var folders = names.map { "\(prefix)/lib/\($0)/site-packages" }
        if prefix == "/usr" {
            folders += names.map { "/usr/local/lib/\($0)/dist-packages" } + ["/usr/lib/python3/dist-packages"]
        }
        return folders.filter(host.isDirectory)
    }

    /// The version of a distribution whose metadata lies in the folder; "" for a package without metadata, nil for none.
    static func version(of name: String, in folder: String, host: HostProbe) -> String? {
        for entry in host.names(folder) where entry.lowercased().hasPrefix(name + "-") {
            for suffix in [".dist-info", ".egg-info"] where entry.hasSuffix(suffix) {
                let version = entry.dropFirst(name.count + 1).dropLast(suffix.count).prefix { $0 != "-" }
                if version.first?.isNumber == true { return String(version) }
            }
        }
        return host.exists("\(folder)/\(name)/__init__.py") ? "" : nil
    }
}
