/// An IPv4 or IPv6 address, without a zone.
package struct IPAddress: Sendable, Hashable {
    /// 4 or 16 bytes, in network order.
    package let bytes: [UInt8]

    package static let anyIPv4 = IPAddress(bytes: [0, 0, 0, 0])
    package static let anyIPv6 = IPAddress(bytes: [UInt8](repeating: 0, count: 16))
    package static let loopbackIPv4 = IPAddress(bytes: [127, 0, 0, 1])
    package static let loopbackIPv6 = IPAddress(bytes: [UInt8](repeating: 0, count: 15) + [1])

    package var isIPv6: Bool { bytes.count == 16 }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The address that the text names: `192.0.2.1`, `2001:db8::1`, `::ffff:192.0.2.1`; nil for anything else.
    ///
    /// Decimal parts of IPv4 have no leading zeros, which some programs read as octal.
    package init?(_ text: String) {
        guard let bytes = text.contains(":") ? Self.ipv6(text[...]) : Self.ipv4(text[...]) else { return nil }
        self.bytes = bytes
    }

    /// As a URL or an Nginx file has it, for example `[::1]`.
    package var hostText: String { isIPv6 ? "[\(text)]" : text }

    /// The address alone; the longest run of zero groups of an IPv6 address is `::` (RFC 5952, section 4.2).
    package var text: String {
        guard isIPv6 else { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        let words = groups.map { String($0, radix: 16) }
        guard let zeros = Self.longestRunOfZeros(groups) else { return words.joined(separator: ":") }
        return words[..<zeros.lowerBound].joined(separator: ":") + "::"
            + words[zeros.upperBound...].joined(separator: ":")
    }

    private static func ipv4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { part -> UInt8? in
            guard part == "0" || part.first != "0" else { return nil }
            return Parsers.integer(String(part), in: 0...255).map { UInt8($0) }
        }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func ipv6(_ text: Substring) -> [UInt8]? {
        guard let gap = text.firstRange(of: "::") else { return groups(text).flatMap { $0.count == 16 ? $0 : nil } }
        guard let before = groups(text[..<gap.lowerBound], mayEndInIPv4: false),
            let after = groups(text[gap.upperBound...])
        else {
            return nil
        }
        // `::` stands for one group of zeros at least.
        let missing = 16 - before.count - after.count
        return missing >= 2 ? before + [UInt8](repeating: 0, count: missing) + after : nil
    }

    /// The bytes of groups with colons between; the last group of an address may be an IPv4 address.
    private static func groups(_ text: Substring, mayEndInIPv4: Bool = true) -> [UInt8]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, part.contains("."), let last = ipv4(part) {
                bytes += last
            } else if (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                let group = UInt16(part, radix: 16)
            {
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            } else {
                return nil
            }
        }
        return bytes
    }

    private static func longestRunOfZeros(_ groups: [Int]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        while start < groups.count {
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start >= 2, end - start > (longest?.count ?? 0) { longest = start..<end }
            start = max(end, start + 1)
        }
        return longest
    }
}
