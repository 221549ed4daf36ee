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
        guard parts.count <= 2, let address = IPAddress(String(decoding: parts[0], as: UTF8.self))?.bytes else {
            throw Problem(description: "not an IPv4 or IPv6 address or network")
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
}
