/// `DB_PASSWORD=… celery worker`: a variable that a shell command sets before the program's name, or an argument of that form.
enum AssignedSecrets {
    static func hidden(in text: String) -> String {
        var out = ""
        var rest = text[...]
        var isStart = true
        while let first = rest.first {
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            if isStart, !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "=",
                SecretName.isSecret(name)
            {
                let value = rest[rest.index(after: name.endIndex)...]
                let end = end(of: value)
                out += name + "=" + (end > value.startIndex ? Secret.mask : "")
                rest = rest[end...]
                isStart = false
            } else if name.isEmpty {
                out.append(first)
                rest = rest.dropFirst()
                isStart = first.isWhitespace || "'\"(;&|".contains(first)
            } else {
                out += name
                rest = rest[name.endIndex...]
                isStart = false
            }
        }
        return out
    }

    /// Where a word of the shell ends: at white space or an operator outside of quotes.
    private static func end(of value: Substring) -> String.Index {
        var quote: Character?
        var index = value.startIndex
        while index < value.endIndex {
            let character = value[index]
            if character == "\\", quote != "'" {
                index = value.index(after: index)
                if index == value.endIndex { break }
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                // A quote that is not closed belongs to the words around.
                guard value[value.index(after: index)...].contains(character) else { return index }
                quote = character
            } else if quote == nil, character.isWhitespace || ";&|)".contains(character) {
                return index
            }
            index = value.index(after: index)
        }
        return value.endIndex
    }
}
