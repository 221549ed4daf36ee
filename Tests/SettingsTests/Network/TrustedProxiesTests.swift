import Testing

@testable import Settings

@Suite struct TrustedProxiesTests {
    private func networks(_ text: String) throws -> [String] {
        try TrustedProxies.parse(text).get().networks
    }

    @Test(arguments: ["10.0.0.0/8,::1", "10.0.0.0/8 ::1", " 10.0.0.0/8 ,\t::1\n", "10.0.0.0/8\r\n::1"])
    func commasAndBlanksSeparate(text: String) throws {
        #expect(try networks(text) == ["10.0.0.0/8", "::1"])
    }

    @Test func aWordStandsForThePrivateNetworks() throws {
        let all = [
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "::1/128",
            "fe80::/10",
        ]
        #expect(try networks("private") == all)
        #expect(try networks("203.0.113.7, Private") == ["203.0.113.7"] + all)
    }

    @Test func whatIsNamedTwiceIsThereOnce() throws {
        #expect(try networks("::1 private 0:0:0:0:0:0:0:1 10.0.0.0/8").count == 8)
    }

    @Test func noneStandsAlone() throws {
        #expect(try TrustedProxies.parse("none").get() == .only([]))
        #expect(try TrustedProxies.parse(" NONE ").get() == .only([]))
        for text in ["none,::1", "private none", "none none"] {
            #expect(throws: NetworkBlock.Problem(description: "`none` must stand alone")) { try networks(text) }
        }
    }

    @Test(arguments: [" ", ",", "::1,", ",::1", "::1,,::2", "::1, ,::2", "\r\n"])
    func anEmptyElement(text: String) {
        #expect(throws: NetworkBlock.Problem(description: "an element of the list is empty")) { try networks(text) }
    }

    @Test(arguments: [
        ("::1 10.0.0.1/8", "\"10.0.0.1/8\": a bit is set below the prefix length"),
        ("privat", "\"privat\": not an IPv4 or IPv6 address or network"),
        ("1.2.3.4;}", "\"1.2.3.4;}\": not an IPv4 or IPv6 address or network"),
        ("1.2.3.4\u{b}", "\"1.2.3.4\\u{b}\": not an IPv4 or IPv6 address or network"),
    ])
    func theBadElementIsNamed(text: String, reason: String) {
        #expect(throws: NetworkBlock.Problem(description: reason)) { try networks(text) }
    }
}
