import Testing

@testable import Settings

@Suite struct NetworkBlockTests {
    @Test(arguments: [
        ("10.0.0.0/8", [10, 0, 0, 0], 8), ("0.0.0.0/0", [0, 0, 0, 0], 0),
        ("255.255.255.255", [255, 255, 255, 255], 32),
        ("192.0.2.128/25", [192, 0, 2, 128], 25), ("192.0.2.1/32", [192, 0, 2, 1], 32),
    ])
    func ipv4(text: String, bytes: [UInt8], prefix: Int) throws {
        let block = try NetworkBlock(text)
        #expect(block.address == bytes && block.prefix == prefix && block.text == text)
    }

    @Test(arguments: [
        ("::", "0 0 0 0 0 0 0 0", 128), ("::/0", "0 0 0 0 0 0 0 0", 0), ("::1", "0 0 0 0 0 0 0 1", 128),
        ("fc00::/7", "fc00 0 0 0 0 0 0 0", 7), ("2001:db8::/32", "2001 db8 0 0 0 0 0 0", 32),
        ("2001:DB8:1:2:3:4:5:6", "2001 db8 1 2 3 4 5 6", 128), ("1:2:3:4:5:6:7::", "1 2 3 4 5 6 7 0", 128),
        ("::2:3:4:5:6:7:8", "0 2 3 4 5 6 7 8", 128), ("64:ff9b::192.0.2.1", "64 ff9b 0 0 0 0 c000 201", 128),
        ("2001:db8::1:0:0:1/127", "", -1), ("2001:db8:8000::/33", "2001 db8 8000 0 0 0 0 0", 33),
    ])
    func ipv6(text: String, groups: String, prefix: Int) throws {
        guard prefix >= 0 else {
            #expect(throws: NetworkBlock.Problem.self) { try NetworkBlock(text) }
            return
        }
        let block = try NetworkBlock(text)
        let expected = groups.split(separator: " ").flatMap { group -> [UInt8] in
            let number = UInt16(group, radix: 16) ?? 0
            return [UInt8(number >> 8), UInt8(number & 0xFF)]
        }
        #expect(block.address == expected && block.prefix == prefix && block.text == text.lowercased())
    }

    @Test(arguments: [
        "", "10", "10.0.0", "10.0.0.0.0", "10.0.0.256", "10.0.0.-1", "010.0.0.0", "0x0a.0.0.0", "10.0.0.0 ",
        " 10.0.0.0",
        "10.0.0.", ".10.0.0", "10..0.0", "٣.0.0.0", "localhost", "10.0.0.0/8/8", "10.0.0.0-10.0.0.9", "*", "default",
        ":", ":::", "::1::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8", "::12345", "::g", "fe80::1%eth0",
        "[::1]", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "::192.0.2", "::192.0.2.1:1", "192.0.2.1::", "unix:", "1.2.3.4;",
        "1.2.3.4}", "$remote_addr", "1.2.3.4\n", "::1\u{301}", "１.2.3.4",
    ])
    func whatIsNoAddress(text: String) {
        #expect(throws: NetworkBlock.Problem(description: "not an IPv4 or IPv6 address or network")) {
            try NetworkBlock(text)
        }
    }

    @Test(arguments: [
        ("10.0.0.0/33", 32), ("10.0.0.0/", 32), ("10.0.0.0/08", 32), ("10.0.0.0/-1", 32), ("10.0.0.0/+8", 32),
        ("10.0.0.0/255.0.0.0", 32), ("::/129", 128), ("::/x", 128),
    ])
    func aBadPrefixLength(text: String, longest: Int) {
        let problem = NetworkBlock.Problem(description: "the prefix length must be a number from 0 to \(longest)")
        #expect(throws: problem) { try NetworkBlock(text) }
    }

    @Test(arguments: [
        "10.0.0.1/8", "10.128.0.0/8", "192.0.2.1/31", "0.0.0.1/0", "::1/127", "fd00::/7", "2001:db8::1/64",
    ])
    func aBitBelowTheMask(text: String) {
        let problem = NetworkBlock.Problem(description: "a bit is set below the prefix length")
        #expect(throws: problem) { try NetworkBlock(text) }
    }

    /// Nginx compares such a peer as IPv4, so the network would match nothing.
    @Test(arguments: ["::ffff:10.0.0.0/104", "::ffff:a00:1"])
    func mappedIPv4(text: String) {
        #expect(throws: NetworkBlock.Problem(description: "write an IPv4-mapped network as IPv4")) {
            try NetworkBlock(text)
        }
    }

    @Test func twoSpellingsAreOneNetwork() throws {
        #expect(try NetworkBlock("::1") == NetworkBlock("0:0:0:0:0:0:0:1/128"))
        #expect(try NetworkBlock("10.0.0.0/8") != NetworkBlock("10.0.0.0/9"))
    }
}
