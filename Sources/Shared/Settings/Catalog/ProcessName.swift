/// The names of the processes of the single container, in logs, plans and settings.
package enum ProcessName {
    package static let nginx = "nginx"
    package static let gunicorn = "gunicorn"
    package static let worker = "worker"
    package static let beat = "beat"
    /// Every process of the Procfile.
    package static let procfile = "procfile"
    package static let all = [nginx, gunicorn, worker, beat, procfile]

    /// A process of the Procfile: its name has no dot, so that it collides with no other process name or number.
    ///
    /// - Parameter number: nil where only one runs.
    package static func procfile(_ name: String, number: Int? = nil) -> String {
        procfile + "." + name + (number.map { ".\($0)" } ?? "")
    }

    /// Whether `ESSENTIAL_PROCESSES` may have the name.
    static func isKnown(_ name: String) -> Bool {
        let prefix = procfile + "."
        return all.contains(name) || name.hasPrefix(prefix) && ProcfileChoice.isName(name.dropFirst(prefix.count))
    }

    /// Whether a list of names has the process: by its name, without its number, or among all of the Procfile.
    package static func has(_ list: Set<String>, _ name: String) -> Bool {
        let parts = name.split(separator: ".")
        return list.contains(name) || list.contains(parts.prefix(2).joined(separator: "."))
            || parts.count > 1 && parts[0] == procfile && list.contains(procfile)
    }
}
