/// The pure functions that turn text of the environment into values; nil means "not valid".
package enum Parsers {
    /// Whether a switch is on: non-empty and not one of the words for "no".
    package static func isOn(_ text: String) -> Bool {
        !["", "0", "false", "no", "off"].contains(text.lowercased())
    }

    /// Decimal digits only, within the range; no sign, blanks or other bases.
    package static func integer(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard let value = Int(text), range.contains(value) else { return nil }
        return value
    }

    /// An absolute path of characters that have no meaning inside the quotes of an Nginx file, nor in `PATH`; trailing
    /// slashes are dropped.
    package static func path(_ text: String) -> String? {
        guard text.hasPrefix("/"), text.unicodeScalars.allSatisfy(isPathScalar) else { return nil }
        // By bytes, as the kernel reads it: a combining mark would hide the slash before it.
        guard !text.utf8.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) }) else {
            return nil
        }
        var path = text
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.unicodeScalars.removeLast() }
        return path
    }

    private static func isPathScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x20 || scalar.value == 0x7F { return false }
        return !"\"';:{}$\\#*".unicodeScalars.contains(scalar)
    }

    /// A size as Nginx writes it: digits and an optional k, m or g. The text itself is the value.
    package static func size(_ text: String) -> String? {
        let lower = text.lowercased()
        let digits = lower.last.map { "kmg".contains($0) } == true ? String(lower.dropLast()) : lower
        return integer(digits, in: 0...1_000_000) == nil ? nil : lower
    }

    /// A user or group name as `useradd` accepts it: letters, digits, `_`, `-`, `.`; a letter or `_` first.
    package static func accountName(_ text: String) -> String? {
        let isLetter: (UInt8) -> Bool = {
            (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_")
        }
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 32 else { return nil }
        let valid = text.utf8.allSatisfy {
            isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        return valid ? text : nil
    }

    /// A host name or an address as `Host` has it, with a port or without.
    package static func hostName(_ text: String) -> String? {
        let valid = text.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || ".-_:[]".unicodeScalars.contains($0))
        }
        return valid && !text.isEmpty && text.utf8.count <= 255 ? text : nil
    }

    /// The path of a URL: a slash first, and only characters that RFC 3986 allows there unencoded or as `%XX`.
    package static func urlPath(_ text: String) -> String? {
        let extra = "-._~!&()+,=:@/%?".unicodeScalars
        guard text.hasPrefix("/") else { return nil }
        let valid = text.unicodeScalars.allSatisfy {
            ($0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))) || extra.contains($0)
        }
        return valid ? text : nil
    }

    /// `pkg.mod` or `mod`, as Python writes it (letters of any script count, as in Python 3).
    package static func isPythonModule(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                guard let first = part.unicodeScalars.first else { return false }
                guard first == "_" || first.properties.isXIDStart else { return false }
                return part.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
            }
    }
}
