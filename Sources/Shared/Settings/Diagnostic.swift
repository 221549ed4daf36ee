/// Something that an operator should know of a configuration or a project: what is wrong, where, and what to change.
package struct Diagnostic: Sendable, Equatable {
    package enum Severity: String, Sendable, CaseIterable {
        /// The container would not start, or every request of a kind fails.
        case error
        /// It works, and is likely wrong.
        case warning
        case note
    }

    /// The check that it belongs to.
    package let id: String
    package let severity: Severity
    package let title: String
    /// The environment variable, file or file:line that has to change; empty where there is none.
    package let place: String
    /// What to change; empty where the title says it.
    package let fix: String

    package init(id: String, severity: Severity, title: String, place: String = "", fix: String = "") {
        self.id = id
        self.severity = severity
        self.title = title
        self.place = place
        self.fix = fix
    }

    /// The whole sentence, as the log has it; it never holds a secret.
    package var message: String { fix.isEmpty ? title : "\(title); \(fix)" }
}

extension Diagnostic {
    /// From "cannot X: reason; what to do".
    package init(id: String, severity: Severity, sentence: String, place: String) {
        let scalars = sentence.unicodeScalars
        let end = scalars.indices.first {
            scalars[$0] == ";" && scalars.index(after: $0) < scalars.endIndex
                && scalars[scalars.index(after: $0)] == " "
        }
        let title = end.map { String(scalars[..<$0]) } ?? sentence
        let fix = end.map { String(scalars[scalars.index($0, offsetBy: 2)...]) } ?? ""
        self.init(id: id, severity: severity, title: title, place: place, fix: fix)
    }

    /// The id of what is wrong with a variable or a file of the operator's.
    package static let configuration = "configuration"

    /// A configuration that is wrong: no program starts with one.
    ///
    /// - Parameter place: the variable or file that has to change.
    package static func problem(_ place: String, _ sentence: String) -> Diagnostic {
        Diagnostic(id: configuration, severity: .error, sentence: sentence, place: place)
    }

    /// A value that does not parse.
    ///
    /// - Parameters:
    ///   - value: what was found; left out of the message when the setting is a secret, else redacted.
    ///   - valid: what would be accepted, for example "a port from 1 to 65535".
    package static func invalid(_ name: String, value: String, valid: String, secret: Bool = false) -> Diagnostic {
        let shown = secret ? Secret.mask : "\"\(value.redacted.escapedForOneLine)\""
        return problem(name, "cannot use \(name)=\(shown): it must be \(valid)")
    }

    /// The same as a finding of another check.
    package func of(_ id: String) -> Diagnostic {
        Diagnostic(id: id, severity: severity, title: title, place: place, fix: fix)
    }
}
