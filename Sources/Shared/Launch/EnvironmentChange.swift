import Settings

/// One variable that a child gets beside what it inherits.
package struct EnvironmentChange: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case plain(String)
        case secret(Secret)
        case removed
    }

    package let name: String
    package let value: Value
    /// Where the value came from, for `plan`.
    package let origin: String

    package init(_ name: String, _ value: Value, origin: String) {
        self.name = name
        self.value = value
        self.origin = origin
    }

    /// As `plan` prints it; a secret reads `<redacted>`.
    package var text: String {
        switch value {
        case .plain(let text): "\(name)=\(text.redacted.escapedForOneLine)"
        case .secret: "\(name)=\(Secret.mask)"
        case .removed: "\(name) unset"
        }
    }
}

extension ProcessSpec {
    /// The home folder and name of the user that a process is switched to, as `su` sets them.
    package static func home(of account: Account?) -> [EnvironmentChange] {
        guard let account else { return [] }
        return [
            EnvironmentChange("HOME", .plain(account.home), origin: "user \(account.name)"),
            EnvironmentChange("USER", .plain(account.name), origin: "user \(account.name)"),
        ]
    }
}
