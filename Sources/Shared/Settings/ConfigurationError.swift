/// Everything that is wrong with the configuration, all at once; the program exits with 78 (EX_CONFIG).
package struct ConfigurationError: Error, Sendable, Equatable {
    package let problems: [Diagnostic]

    package init(_ problems: [Diagnostic]) {
        self.problems = problems
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
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                    out += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }
}
