/// The last line of a generated file, with a checksum of the lines above it.
///
/// The images carry the default files at the paths where users replace them. A file whose mark fits is rendered
/// again with the container's settings; an edited file no longer fits its mark: it is the user's.
package enum GeneratedMark {
    private static let words = "django-bootstrap wrote this file; edit it and it is yours. "

    /// The file with its mark, as a comment of the file's own language.
    package static func stamp(_ text: String, isHTML: Bool = false) -> String {
        text + mark(text.utf8, isHTML: isHTML) + "\n"
    }

    private static func mark(_ body: some Sequence<UInt8>, isHTML: Bool) -> String {
        isHTML ? "<!-- \(words)\(checksum(body)) -->" : "# \(words)\(checksum(body))"
    }

    /// Whether the bytes are an unchanged default file.
    package static func isIntact(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasSuffix("\n"), let start = text.dropLast().lastIndex(of: "\n") else { return false }
        let body = text[...start]
        let last = text[text.index(after: start)...]
        return [false, true].contains { last == mark(body.utf8, isHTML: $0) + "\n" }
    }

    /// FNV-1a, 64 bits: enough against accidents, and a forged mark gains nothing.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
