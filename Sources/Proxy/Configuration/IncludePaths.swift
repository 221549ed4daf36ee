/// Absolute `include` directives of user files, led to the tree that is in use.
///
/// A replaced `django.conf` from the predecessor says `include /etc/nginx/conf.d/django.conf.d/upstream.conf;`. The tree
/// is rendered below the run folder, since `/etc` may be read-only; there the same file is at another path.
enum IncludePaths {
    static func rewrite(_ contents: [UInt8], from roots: [String], to tree: String) -> [UInt8] {
        guard let text = String(validating: contents, as: UTF8.self), text.contains("include") else { return contents }
        var scanner = DirectiveScanner(text.unicodeScalars)
        var out = String.UnicodeScalarView()
        while let token = scanner.next() {
            out += token.text
            // Only the first word of a directive names it.
            guard token.isDirective, token.text.elementsEqual("include".unicodeScalars) else { continue }
            let blank = scanner.blank()
            guard let argument = scanner.next() else {
                out += blank.unicodeScalars
                break
            }
            let path = String(argument.text.filter { $0 != "\"" && $0 != "'" })
            if let root = roots.first(where: { path.hasPrefix($0 + "/") }) {
                // In quotes: the run folder's path may hold a blank.
                out += (blank + "\"\(tree)\(path.dropFirst(root.count))\"").unicodeScalars
            } else {
                out += blank.unicodeScalars
                out += argument.text
            }
        }
        return Array(String(out).utf8)
    }
}

/// The words of an Nginx file, one after the other, with the blanks and comments between them.
private struct DirectiveScanner {
    struct Token {
        let text: Substring.UnicodeScalarView
        /// The word begins a directive: it stands behind `;`, `{`, `}`, or at the start.
        let isDirective: Bool
    }

    private var rest: Substring.UnicodeScalarView
    private var atStart = true

    init(_ text: String.UnicodeScalarView) {
        rest = Substring(String(text)).unicodeScalars
    }

    /// The next word, blank, comment or mark; a quoted word is one word.
    mutating func next() -> Token? {
        guard let first = rest.first else { return nil }
        switch first {
        case "#": return take { $0 != "\n" }
        case ";", "{", "}":
            atStart = true
            return Token(text: cut(at: rest.index(after: rest.startIndex)), isDirective: false)
        case "\"", "'":
            atStart = false
            return Token(text: cut(at: endOfQuoted(first)), isDirective: false)
        case let scalar where Self.isBlank(scalar): return take(while: Self.isBlank)
        default:
            defer { atStart = false }
            let end = rest.firstIndex { Self.isBlank($0) || ";{}".unicodeScalars.contains($0) } ?? rest.endIndex
            return Token(text: cut(at: end), isDirective: atStart)
        }
    }

    /// The blanks that stand here.
    mutating func blank() -> String {
        String(take(while: Self.isBlank).text)
    }

    /// Behind the closing quote; a backslash takes the next character along.
    private func endOfQuoted(_ quote: Unicode.Scalar) -> Substring.UnicodeScalarView.Index {
        var index = rest.index(after: rest.startIndex)
        while index < rest.endIndex {
            let scalar = rest[index]
            index = rest.index(after: index)
            if scalar == quote { return index }
            if scalar == "\\", index < rest.endIndex { index = rest.index(after: index) }
        }
        return index
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n"
    }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> Token {
        Token(text: cut(at: rest.firstIndex { !condition($0) } ?? rest.endIndex), isDirective: false)
    }

    private mutating func cut(at end: Substring.UnicodeScalarView.Index) -> Substring.UnicodeScalarView {
        defer { rest = rest[end...] }
        return rest[..<end]
    }
}
