/// The values of variables by their names. A description or dump shows the names alone: any variable of a container may hold
/// a secret, whatever its name.
package struct EnvironmentValues: Sendable {
    private var values: [String: Secret]

    package init(_ values: [String: String]) {
        self.values = values.mapValues { Secret($0) }
    }

    /// The text of a value; nil when the variable is not set.
    package internal(set) subscript(name: String) -> String? {
        get { values[name]?.reveal() }
        set { values[name] = newValue.map { Secret($0) } }
    }

    package subscript(name: String, default text: String) -> String { self[name] ?? text }

    package var keys: some Sequence<String> { values.keys }

    /// The value as it may be kept; nil when the variable is not set.
    package func secret(_ name: String) -> Secret? { values[name] }
}
