/// Reads settings one after the other and keeps every problem, so that all of them are reported at once.
package struct SettingsReader: Sendable {
    package let source: EnvironmentSource
    package private(set) var problems: [Diagnostic]
    package private(set) var warnings: [String] = []

    package init(source: EnvironmentSource, problems: [Diagnostic] = []) {
        self.source = source
        self.problems = problems
    }

    /// The value of a setting: parsed, or its default when the variable is unset.
    ///
    /// An empty variable counts as unset, as compose files and Kubernetes manifests write "no value". Text that is
    /// present but not valid is a problem, never the default.
    package mutating func read<Value>(_ setting: Setting<Value>) -> Value {
        guard let text = source.variables[setting.name], !text.isEmpty else { return setting.defaultValue }
        if let advice = setting.description.deprecated {
            warnings.append("\(setting.name) is deprecated: \(advice)")
        }
        guard !text.utf8.contains(0), let value = setting.parse(text) else {
            problems.append(
                .invalid(
                    setting.name, value: text, valid: setting.description.type, secret: setting.description.isSecret))
            return setting.defaultValue
        }
        return value
    }

    package mutating func report(_ name: String, _ message: String) {
        problems.append(Diagnostic.problem(name, message))
    }

    /// The same warning is kept once, however many parts of a configuration have it.
    package mutating func warn(_ message: String) {
        if !warnings.contains(message) { warnings.append(message) }
    }

    /// Ends the reading: throws everything that was wrong.
    package func finish() throws(ConfigurationError) {
        if !problems.isEmpty { throw ConfigurationError(problems) }
    }
}
