/// The declaration of one environment variable: everything that is known of it, once.
///
/// The reader, `env`, the typo check and the table in `docs/reference/environment.md` all come from these values.
package struct Setting<Value: Sendable>: Sendable {
    package let description: SettingDescription
    /// What the variable means when it is not set.
    package let defaultValue: Value
    let parse: @Sendable (String) -> Value?

    /// - Parameters:
    ///   - type: what a valid value looks like, in words that complete "it must be …".
    ///   - shownDefault: the default as the documentation shows it; empty when there is none.
    ///   - secret: the value is never printed.
    ///   - fromFile: `NAME_FILE` may name a file that holds the value.
    ///   - parse: the value, or nil for text that is not valid.
    package init(
        _ name: String, program: SettingDescription.Scope, type: String, default defaultValue: Value,
        shownDefault: String, help: String, secret: Bool = false, fromFile: Bool = false, deprecated: String? = nil,
        parse: @escaping @Sendable (String) -> Value?
    ) {
        self.description = SettingDescription(
            name: name, program: program, type: type, shownDefault: shownDefault, help: help, isSecret: secret,
            readsFile: fromFile, deprecated: deprecated)
        self.defaultValue = defaultValue
        self.parse = parse
    }

    package var name: String { description.name }
}

/// A setting without its Swift type: what a table or a message needs.
package struct SettingDescription: Sendable, Equatable {
    /// What reads the variable; `all` is every program, `project` is the Django project itself (the suite only carries it).
    package enum Scope: String, Sendable, CaseIterable {
        case all = "all"
        case app = "app-runner"
        case proxy = "proxy"
        case celery = "celery-runner"
        case project = "the project"
    }

    package let name: String
    package let program: Scope
    package let type: String
    package let shownDefault: String
    package let help: String
    package let isSecret: Bool
    /// `NAME_FILE` is accepted too.
    package let readsFile: Bool
    /// What to use instead; a set variable is then warned of.
    package let deprecated: String?
}
