/// `PATH` of an environment.
package enum SearchPath {
    package static func of(_ source: EnvironmentSource) -> String {
        source.variables["PATH"].flatMap { $0.isEmpty ? nil : $0 } ?? ProgramSearch.defaultPath
    }
}
