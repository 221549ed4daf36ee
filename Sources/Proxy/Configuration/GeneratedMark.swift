/// The last line of a generated file, with a checksum of the lines above it.
///
/// The images carry our files at the paths where users replace them. A file whose mark fits is ours and is rendered
/// anew with the container's own settings; a file that somebody edited no longer fits its mark: it is the user's.
enum GeneratedMark {
    private static let prefix = "# django-bootstrap wrote this file; edit it and it is yours. "

    static func stamp(_ text: String) -> String {
        text + prefix + checksum(text.utf8) + "\n"
    }

    /// Whether the bytes are a file of ours that nobody has changed.
    static func isIntact(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasSuffix("\n"), let start = text.dropLast().lastIndex(of: "\n") else { return false }
        let body = text[...start]
        return text[text.index(after: start)...] == prefix + checksum(body.utf8) + "\n"
    }

    /// FNV-1a, 64 bits: enough against accidents, and nobody gains by forging it.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
