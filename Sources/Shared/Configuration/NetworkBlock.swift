/// An IPv4 or IPv6 network in CIDR notation; a single address is a network of its full length.
///
/// It is text that Nginx's `geo` and `set_real_ip_from` read, so the parser is strict: only what RFC 4632 and RFC 4291
/// allow, no zone, no leading zeros, no bit below the mask.
package struct NetworkBlock: Sendable, Hashable {
    /// Why a text is no network; completes "… is not valid: ".
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// Four bytes or sixteen, in network order.
    package let address: [UInt8]
    /// The number of leading bits that count.
    package let prefix: Int
    /// As Nginx reads it: the text that was parsed, in lower case.
    package let text: String

    package static func == (one: NetworkBlock, other: NetworkBlock) -> Bool {
        one.address == other.address && one.prefix == other.prefix
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(address)
        hasher.combine(prefix)
    }

    package init(_ source: String) throws(Problem) {
        let text = source.lowercased()
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let host = Array(parts[0])
        guard parts.count <= 2, let address = Self.ipv4(host) ?? Self.ipv6(host) else {
            throw Problem(description: "no IPv4 or IPv6 address or network")
        }
        let length = address.count * 8
        var prefix = length
        if parts.count == 2 {
            let digits = String(decoding: parts[1], as: UTF8.self)
            guard digits.utf8.count == 1 || !digits.hasPrefix("0"), let number = Parsers.integer(digits, in: 0...length)
            else { throw Problem(description: "the prefix length must be a number from 0 to \(length)") }
            prefix = number
        }
        if address.count == 16, address[..<10].allSatisfy({ $0 == 0 }), address[10..<12] == [0xFF, 0xFF] {
            throw Problem(description: "write an IPv4-mapped network as IPv4")
        }
        guard Self.hostBitsAreClear(address, prefix) else {
            throw Problem(description: "a bit is set below the prefix length")
        }
        (self.address, self.prefix, self.text) = (address, prefix, text)
    }

    private static func hostBitsAreClear(_ address: [UInt8], _ prefix: Int) -> Bool {
        address.indices.allSatisfy { index in
            let kept = min(max(prefix - index * 8, 0), 8)
            return address[index] & UInt8(0xFF >> kept) == 0
        }
    }

    /// Four decimal numbers without leading zeros.
    private static func ipv4(_ text: some Collection<UInt8>) -> [UInt8]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            let digits = String(decoding: part, as: UTF8.self)
            guard digits.utf8.count == 1 || !digits.hasPrefix("0"), let number = Parsers.integer(digits, in: 0...255)
            else { return nil }
            bytes.append(UInt8(number))
        }
        return bytes
    }

    /// Eight groups of hexadecimal digits; one `::` stands for one or more groups of zeros.
    private static func ipv6(_ text: [UInt8]) -> [UInt8]? {
        let colon = UInt8(ascii: ":")
        var gap: Int?
        for index in text.indices.dropLast() where text[index] == colon && text[index + 1] == colon {
            if gap != nil { return nil }  // `:::` too
            gap = index
        }
        guard let gap else {
            guard let bytes = groups(text, isEnd: true), bytes.count == 16 else { return nil }
            return bytes
        }
        guard let head = groups(text[..<gap], isEnd: false), let tail = groups(text[(gap + 2)...], isEnd: true),
            head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// The bytes of groups between colons; the end of an address may be written as IPv4.
    private static func groups(_ text: some Collection<UInt8>, isEnd: Bool) -> [UInt8]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if isEnd, index == parts.count - 1, let last = ipv4(part) {
                bytes += last
                continue
            }
            guard (1...4).contains(part.count), part.allSatisfy(isHexDigit),
                let number = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
            else { return nil }
            bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
        }
        return bytes
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}
