/// Splits text into words as a POSIX shell does, without expansions: how Gunicorn reads `GUNICORN_CMD_ARGS` (shlex).
enum ShellWords {
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var escaped = false
        for scalar in text.unicodeScalars {
            let character = Character(scalar)
            if escaped {
                // In double quotes a backslash quotes itself and the quote, and is a character before all others.
                if quote == "\"", character != "\"", character != "\\" { word = (word ?? "") + "\\" }
                word = (word ?? "") + String(character)
                escaped = false
            } else if character == "\\", quote != "'" {
                escaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, " \t\r\n".unicodeScalars.contains(scalar) {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
