import Settings

/// Where a Python file names the settings: `setdefault("DJANGO_SETTINGS_MODULE", "x.y")` and
/// `environ["DJANGO_SETTINGS_MODULE"] = "x.y"`. Only literals count; nothing is run.
package struct SettingsLiterals: Sendable, Equatable {
    package struct Literal: Sendable, Equatable {
        package let module: String
        package let line: Int
    }

    package let all: [Literal]

    package init(_ text: String) {
        let tokens = PythonTokens(text).tokens
        var found: [Literal] = []
        for index in tokens.indices where tokens[index].kind == .string && tokens[index].text == Self.variable {
            guard index >= 2 else { continue }
            let before = tokens[(index - 2)..<index].map(\.text)
            let after = Array(tokens[(index + 1)...].prefix(4))
            guard let value = Self.value(before: before, after: after), Parsers.isPythonModule(value) else { continue }
            found.append(Literal(module: value, line: tokens[index].line))
        }
        all = found
    }

    /// The first, when all say the same; nil for none, and for several that differ.
    package var single: Literal? { Set(all.map(\.module)).count == 1 ? all.first : nil }

    private static let variable = "DJANGO_SETTINGS_MODULE"

    private static func value(before: [String], after: [PythonTokens.Token]) -> String? {
        switch before {
        case ["setdefault", "("]:
            guard after.count > 2, after[0].text == ",", after[1].kind == .string, after[2].kind == .sign,
                after[2].text == ")" || after[2].text == ","
            else { return nil }
            return after[1].text
        case ["environ", "["]:
            guard after.count > 2, after[0].text == "]", after[1].text == "=", after[2].kind == .string else {
                return nil
            }
            // Something behind it on the line: `"a" if DEBUG else "b"`, or a second literal that is joined to it.
            if after.count > 3, after[3].line == after[2].lastLine, after[3].text != ";" { return nil }
            return after[2].text
        default: return nil
        }
    }
}
