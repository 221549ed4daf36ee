/// Redaction of text that is not a secret as a whole: command lines, values of settings, messages.
///
/// It hides too much rather than too little: of a URL that can be read in two ways, the longer password is hidden.
extension String {
    /// The text with passwords of URLs, secrets in query strings and assignments, and the values of `--env NAME=…` replaced.
    package var redacted: String {
        AssignedSecrets.hidden(in: CommandLineText.withoutEnvironmentValues(self).withoutPasswords)
    }

    /// The text with the password of any URL in it (`scheme://user:password@host`, `?password=…`) replaced.
    package var withoutPasswords: String { URLPasswords.hidden(in: self[...]).withoutQuerySecrets }

    private var withoutQuerySecrets: String { QuerySecrets.hidden(in: self) }
}

/// `scheme://user:password@host`.
private enum URLPasswords {
    static func hidden(in text: Substring) -> String {
        guard let scheme = text.firstRange(of: "://") else { return String(text) }
        let end = end(of: text[scheme.upperBound...])
        let url = text[scheme.upperBound..<end]
        let shown = password(in: url, isWeb: isWeb(text[..<scheme.lowerBound])).map { password in
            url[..<password.lowerBound] + Secret.mask + url[password.upperBound...]
        }
        return text[..<scheme.upperBound] + (shown ?? url) + hidden(in: text[end...])
    }

    /// Where the URL ends: at white space, or where the next one's scheme begins.
    private static func end(of rest: Substring) -> String.Index {
        let word = rest.prefix { !$0.isWhitespace }
        guard let next = word.firstRange(of: "://") else { return word.endIndex }
        let scheme = word[..<next.lowerBound].reversed().prefix { $0.isLetter || $0.isNumber || "+.-".contains($0) }
        return word.index(next.lowerBound, offsetBy: -scheme.count)
    }

    /// The first colon begins the password, the last `@` ends it: one that is not encoded may hold `/`, `?`, `#` and `@`.
    private static func password(in url: Substring, isWeb: Bool) -> Range<String.Index>? {
        let authority = url.prefix { !"/?#".contains($0) }
        guard !authority.hasPrefix("["), let colon = authority.firstIndex(of: ":") else { return nil }
        let start = url.index(after: colon)
        if authority.contains("@") {
            guard authority[start...].contains("@") else { return nil }
            let place = url.prefix { !"?#".contains($0) }
            return place.lastIndex(of: "@").map { start..<$0 }
        }
        // `http://host:8000/a@b` has a port there, not a password.
        let port = authority[start...]
        if isWeb, colon > url.startIndex, !port.isEmpty, port.allSatisfy(\.isNumber) { return nil }
        return url.lastIndex(of: "@").map { start..<$0 }
    }

    private static func isWeb(_ text: Substring) -> Bool {
        ["http", "https", "ws", "wss"].contains { text.lowercased().hasSuffix($0) }
    }
}

/// `?password=…&token=…`.
private enum QuerySecrets {
    static func hidden(in text: String) -> String {
        var out = ""
        var rest = text[...]
        while let mark = rest.firstIndex(where: { "?&;".contains($0) }) {
            let start = rest.index(after: mark)
            out += rest[..<start]
            rest = rest[start...]
            let name = rest.prefix { !"=?&;#/ \t\r\n'\"".contains($0) }
            guard name.endIndex < rest.endIndex, rest[name.endIndex] == "=", SecretName.isSecret(name) else { continue }
            out += name + "="
            let value = rest[rest.index(after: name.endIndex)...].prefix { !"& \t\r\n'\"".contains($0) }
            out += value.isEmpty ? "" : Secret.mask
            rest = rest[value.endIndex...]
        }
        return out + rest
    }
}

/// Names whose values are secrets.
enum SecretName {
    /// A name holds a secret when one of these is part of it, …
    private static let parts = [
        "password", "passwd", "passphrase", "secret", "token", "credential", "signature", "apikey", "accesskey",
        "privatekey",
    ]
    /// … or one of these is one of its words.
    private static let words: Set<String> = ["auth", "authorization", "key", "pass", "pw", "pwd", "sig"]

    static func isSecret(_ name: Substring) -> Bool {
        let lower = name.lowercased()
        if lower.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains(where: { words.contains(String($0)) })
        {
            return true
        }
        return parts.contains { lower.contains($0) }
    }
}
