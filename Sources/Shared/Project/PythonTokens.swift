/// A Python text taken apart as far as finding calls with literals needs it: comments and white space are gone.
struct PythonTokens {
    enum Kind: Equatable {
        case name
        /// A literal without escapes and substitutions; its text is the value.
        case string
        /// One with them.
        case otherString
        /// Any other character, by itself.
        case sign
    }

    struct Token: Equatable {
        let kind: Kind
        let text: String
        let line: Int
        /// Where it ends: a string may have several lines.
        let lastLine: Int
    }

    private(set) var tokens: [Token] = []
    private var rest: Substring.UnicodeScalarView
    private var line = 1

    init(_ text: String) {
        rest = text[...].unicodeScalars
        while let scalar = rest.first { next(scalar) }
    }

    private mutating func next(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\n": advance()
        case "#": while let next = rest.first, next != "\n" { advance() }
        case "'", "\"": string(prefix: "")
        case _ where scalar.properties.isWhitespace || scalar == "\\": advance()
        case _ where scalar == "_" || scalar.properties.isXIDContinue:
            var name = ""
            while let next = rest.first, next == "_" || next.properties.isXIDContinue {
                name.unicodeScalars.append(next)
                advance()
            }
            let isPrefix = name.count <= 2 && name.lowercased().allSatisfy { "rbfut".contains($0) }
            if isPrefix, rest.first == "'" || rest.first == "\"" {
                string(prefix: name.lowercased())
            } else {
                add(.name, name, line)
            }
        default:
            advance()
            add(.sign, String(Character(scalar)), line)
        }
    }

    private mutating func string(prefix: String) {
        guard let quote = rest.first else { return }
        let first = line
        let isTriple = rest.prefix(3).count == 3 && rest.prefix(3).allSatisfy { $0 == quote }
        for _ in 0..<(isTriple ? 3 : 1) { advance() }
        var value = ""
        var isPlain = prefix.allSatisfy { "ru".contains($0) }
        while let scalar = rest.first {
            if scalar == quote, !isTriple || rest.prefix(3).count == 3 && rest.prefix(3).allSatisfy({ $0 == quote }) {
                for _ in 0..<(isTriple ? 3 : 1) { advance() }
                break
            }
            // An error in Python: the quote of another string, as in a text that is no Python.
            if scalar == "\n", !isTriple { break }
            if scalar == "\\" {
                isPlain = false
                advance()
            }
            if let next = rest.first { value.unicodeScalars.append(next) }
            advance()
        }
        add(isPlain ? .string : .otherString, value, first)
    }

    private mutating func add(_ kind: Kind, _ text: String, _ first: Int) {
        tokens.append(Token(kind: kind, text: text, line: first, lastLine: line))
    }

    private mutating func advance() {
        if rest.popFirst() == "\n" { line += 1 }
    }
}
