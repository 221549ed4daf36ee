/// The path of STATIC_URL or MEDIA_URL, as it may stand in a `location` and in an expression.
enum SiteURL {
    static let maximumLength = 200

    /// Why a text cannot be such a path, in words that complete "it …"; nil when it can.
    static func refusal(of text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count <= maximumLength else { return "is longer than \(maximumLength) characters" }
        guard bytes.allSatisfy(isAllowed) else { return "has characters other than letters, digits and ._~-+@,=/" }
        guard bytes.first == slash, bytes.last == slash, bytes.count > 1 else {
            return bytes == [slash] ? "is /" : "does not begin and end with /"
        }
        let parts = bytes.dropFirst().dropLast().split(separator: slash, omittingEmptySubsequences: false)
        if parts.contains(where: \.isEmpty) { return "has // in it" }
        // `.` and `..` are resolved before Nginx looks for a location, and a hidden name is answered 404.
        if parts.contains(where: { $0.first == UInt8(ascii: ".") }) { return "has a name that begins with a dot" }
        return nil
    }

    /// The path as an expression that matches itself (PCRE).
    static func pattern(_ url: String) -> String {
        url.map { $0 == "." || $0 == "+" ? "\\\($0)" : "\($0)" }.joined()
    }

    /// An expression for some of these paths.
    static func pattern(_ urls: [String]) -> String {
        urls.count == 1 ? pattern(urls[0]) : "(?:\(urls.map { pattern($0) }.joined(separator: "|")))"
    }

    private static let slash = UInt8(ascii: "/")

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "._~-+@,=/".utf8.contains(byte)
    }
}
