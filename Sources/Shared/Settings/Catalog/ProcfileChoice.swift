/// What `PROCFILE` asks for: a process of the Procfile, and how many of it.
package struct ProcfileChoice: Sendable, Equatable {
    package let name: String
    package let count: Int

    package init(_ name: String, count: Int = 1) {
        self.name = name
        self.count = count
    }

    /// `worker,alerts=2`; nil for text that is not valid.
    static func list(_ text: String) -> [ProcfileChoice]? {
        var choices: [ProcfileChoice] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let word = String(piece.filter { $0 != " " })
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, isName(name), !choices.contains(where: { $0.name == name }) else {
                return nil
            }
            guard let count = parts.count == 1 ? 1 : Parsers.integer(String(parts[1]), in: 0...64) else { return nil }
            choices.append(ProcfileChoice(String(name), count: count))
        }
        return choices
    }

    /// Letters, digits, `_` and `-`.
    package static func isName(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isNameByte)
    }

    package static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
