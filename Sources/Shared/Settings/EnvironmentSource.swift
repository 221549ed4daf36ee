/// The environment as the programs see it: the process's variables, and those that came from files.
package struct EnvironmentSource: Sendable {
    /// Where a variable's value came from.
    package enum Origin: Sendable, Equatable, CustomStringConvertible {
        case environment
        case file(String)
        case fallback

        package var description: String {
            switch self {
            case .environment: "environment"
            case .file(let path): "file \(path)"
            case .fallback: "default"
            }
        }
    }

    /// How secret files are read; replaced in tests.
    package struct Files: Sendable {
        /// The text of a file, or the reason why it cannot be read.
        package var read: @Sendable (String) -> Result<String, FileProblem>
        /// The names in a directory, or the reason why it cannot be listed.
        package var list: @Sendable (String) -> Result<[String], FileProblem>

        package init(
            read: @escaping @Sendable (String) -> Result<String, FileProblem>,
            list: @escaping @Sendable (String) -> Result<[String], FileProblem>
        ) {
            self.read = read
            self.list = list
        }
    }

    /// Why a file cannot be used, in the system's words.
    package struct FileProblem: Error, Sendable {
        package let reason: String
        package init(_ reason: String) { self.reason = reason }
    }

    package private(set) var variables: EnvironmentValues
    package private(set) var origins: [String: Origin]

    /// The variables as they are, with no files read.
    package init(_ variables: [String: String]) {
        self.variables = EnvironmentValues(variables)
        self.origins = variables.mapValues { _ in .environment }
    }

    /// Values that were read from files and that the process's own environment does not have: children need them too.
    package var fromFiles: [String: Secret] {
        var result: [String: Secret] = [:]
        for case (let name, .file) in origins { result[name] = variables.secret(name) }
        return result
    }

    /// Where the value of `name` comes from.
    package func origin(of name: String) -> Origin {
        origins[name] ?? .fallback
    }

    mutating func set(_ name: String, to value: String, from path: String) {
        variables[name] = value
        origins[name] = .file(path)
    }
}
