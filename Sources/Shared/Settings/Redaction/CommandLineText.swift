/// Command lines with the values of variables (`--env NAME=value` of Gunicorn's) replaced: their names are shown.
package enum CommandLineText {
    /// The words of a command line, each redacted for printing.
    package static func redacted(_ words: [String]) -> [String] {
        var isValue = false
        return words.map { word in
            defer { isValue = isEnvironmentOption(word) }
            return hidden(word, isValue: isValue).withoutPasswords
        }
    }

    /// The same for a line in one text, which may have quotes; everything else is left as it is.
    static func withoutEnvironmentValues(_ line: String) -> String {
        var isValue = false
        var out = ""
        for piece in pieces(of: line) {
            if piece.plain.isEmpty {
                out += piece.raw
                continue
            }
            let shown = hidden(piece.plain, isValue: isValue)
            out += shown == piece.plain ? piece.raw : shown
            isValue = isEnvironmentOption(piece.plain)
        }
        return out
    }

    /// `--env` or `-e`, also behind flags of Gunicorn's that take no value (`-De`); its value is the next word.
    private static func isEnvironmentOption(_ word: String) -> Bool {
        word == "--env" || shortOption(word).map { word[$0...].isEmpty } == true
    }

    private static func hidden(_ word: String, isValue: Bool) -> String {
        var start = word.startIndex
        if !isValue {
            if word.hasPrefix("--env=") {
                start = word.index(start, offsetBy: 6)
            } else if let end = shortOption(word) {
                start = end
            } else {
                return word
            }
        }
        guard let equals = word[start...].firstIndex(of: "="), SecretFiles.isVariableName(String(word[start..<equals])),
            equals != word.indices.last
        else { return word }
        return word[...equals] + Secret.mask
    }

    /// Where the value begins in a word such as `-eNAME=value`.
    private static func shortOption(_ word: String) -> String.Index? {
        guard word.hasPrefix("-") else { return nil }
        let flags = word.dropFirst().prefix { "DRhv".contains($0) }
        guard flags.endIndex < word.endIndex, word[flags.endIndex] == "e" else { return nil }
        return word.index(after: flags.endIndex)
    }

    /// The line in pieces: white space (no plain text), and words as they are written and without their quotes.
    private static func pieces(of line: String) -> [(raw: String, plain: String)] {
        var pieces: [(raw: String, plain: String)] = []
        var raw = ""
        var plain = ""
        var quote: Character?
        var isEscaped = false
        for character in line {
            if quote == nil, !isEscaped, character.isWhitespace {
                if !raw.isEmpty { pieces.append((raw, plain)) }
                (raw, plain) = ("", "")
                pieces.append((String(character), ""))
                continue
            }
            raw.append(character)
            if isEscaped {
                plain.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            } else {
                plain.append(character)
            }
        }
        if !raw.isEmpty { pieces.append((raw, plain)) }
        return pieces
    }
}
