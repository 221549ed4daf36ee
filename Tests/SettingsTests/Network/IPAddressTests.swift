import Testing

@testable import Settings

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
        ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
        ("::ffff:192.0.2.1", "::ffff:c000:201"), ("fe80::1:0", "fe80::1:0"), ("1:0:0:2::3", "1:0:0:2::3"),
        ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ]) func anAddressAndItsText(text: String, shown: String) {
        #expect(IPAddress(text)?.text == shown)
    }

    @Test(arguments: [
        "", ".", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", "-1.2.3.4", "localhost", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "1::2::3", ":::", ":1", "1:", "1:2:3:4:5:6:7::8", "12345::", "g::", "::1%eth0", "[::1]",
        "::1.2.3", "1.2.3.4::", "::1;", "١.2.3.4", "::+1",
    ]) func otherTextIsNone(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func theFamilyAndTheBrackets() {
        #expect(IPAddress("::1") == .loopbackIPv6 && IPAddress("127.0.0.1") == .loopbackIPv4)
        #expect(IPAddress.anyIPv6.isIPv6 && !IPAddress.anyIPv4.isIPv6)
        #expect(IPAddress.loopbackIPv6.hostText == "[::1]" && IPAddress.anyIPv4.hostText == "0.0.0.0")
    }
}
