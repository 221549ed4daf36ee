/// One thing that is wrong with the configuration: which variable, what it holds, and what would be valid.
package struct ConfigurationProblem: Sendable, Equatable {
    /// The environment variable (or file) that has to change.
    package let name: String
    /// The whole sentence, as the operator reads it; never holds a secret.
    package let message: String

    package init(name: String, message: String) {
        self.name = name
        self.message = message
    }

    /// A value that does not parse.
    ///
    /// - Parameters:
    ///   - value: what was found; left out of the message when the setting is a secret, else redacted.
    ///   - valid: what would be accepted, for example "a port from 1 to 65535".
    package static func invalid(
        _ name: String, value: String, valid: String, secret: Bool = false
    ) -> ConfigurationProblem {
        let shown = secret ? Secret.mask : "\"\(value.redacted.escapedForOneLine)\""
        return ConfigurationProblem(name: name, message: "cannot use \(name)=\(shown): it must be \(valid)")
    }
}

/// Everything that is wrong with the configuration, all at once; the program exits with 78 (EX_CONFIG).
package struct ConfigurationError: Error, Sendable, Equatable {
    package let problems: [ConfigurationProblem]

    package init(_ problems: [ConfigurationProblem]) {
        self.problems = problems
    }

    package init(name: String, message: String) {
        self.problems = [ConfigurationProblem(name: name, message: message)]
    }
}

extension String {
    /// The same text with control characters shown as `\n`, `\t` or `\u{…}`, so that a message stays one line.
    package var escapedForOneLine: String {
        var out = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    out += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }
}
