/// `PATH` of an environment.
package enum SearchPath {
    /// What `execvp` uses when PATH is unset.
    package static let standard = "/usr/local/bin:/usr/bin:/bin"

    package static func of(_ source: EnvironmentSource) -> String {
        source.variables["PATH"].flatMap { $0.isEmpty ? nil : $0 } ?? standard
    }
}
