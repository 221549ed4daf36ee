/// A strict renderer: `{{ name }}` becomes the value of `name`, and nothing else is understood.
///
/// Strict means that a placeholder without a value, a value without a placeholder in any template of the set, and a
/// broken placeholder are errors: a misspelt name never becomes an empty line in a server's configuration.
package struct TemplateRenderer: Sendable {
    /// What is wrong with a template: a bug of this program, found by tests.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case unknownName(String, template: String)
        case unclosed(line: Int, template: String)
        case unusedNames([String])

        package var description: String {
            switch self {
            case .unknownName(let name, let template): "cannot render \(template): no value for {{ \(name) }}"
            case .unclosed(let line, let template): "cannot render \(template): unclosed {{ in line \(line)"
            case .unusedNames(let names): "cannot render: no template uses \(names.joined(separator: ", "))"
            }
        }
    }

    package let values: [String: String]

    package init(values: [String: String]) {
        self.values = values
    }

    /// Renders a set of templates (name -> text) that together use every value.
    package func render(_ templates: [(name: String, text: String)]) throws(Failure) -> [(name: String, text: String)] {
        var used: Set<String> = []
        var rendered: [(name: String, text: String)] = []
        for template in templates {
            rendered.append((template.name, try render(template.text, name: template.name, used: &used)))
        }
        let unused = Set(values.keys).subtracting(used).sorted()
        if !unused.isEmpty { throw .unusedNames(unused) }
        return rendered
    }

    private func render(_ text: String, name: String, used: inout Set<String>) throws(Failure) -> String {
        var out = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            out += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstRange(of: "}}"),
                !rest[open.upperBound..<close.lowerBound].contains("\n")
            else {
                let line = text[..<open.lowerBound].count { $0 == "\n" } + 1
                throw .unclosed(line: line, template: name)
            }
            let key = String(
                rest[open.upperBound..<close.lowerBound].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            guard let value = values[key] else { throw .unknownName(key, template: name) }
            used.insert(key)
            out += value
            rest = rest[close.upperBound...]
        }
        return out + rest
    }
}
