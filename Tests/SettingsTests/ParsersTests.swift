import TestSupport
import Testing

@testable import Settings

@Suite struct ParsersTests {
    @Test(arguments: ["1", "true", "yes", "on", "On", "2", "anything", "00", "n", "false!"])
    func wordsThatTurnASwitchOn(text: String) {
        #expect(Parsers.isOn(text))
    }

    @Test(arguments: ["", "0", "false", "False", "FALSE", "no", "No", "off", "OFF"])
    func wordsThatLeaveASwitchOff(text: String) {
        #expect(!Parsers.isOn(text))
    }

    @Test(arguments: [("1", 1), ("8000", 8000), ("65535", 65_535), ("0080", 80)])
    func integers(text: String, value: Int) {
        #expect(Parsers.integer(text, in: 1...65_535) == value)
    }

    @Test(arguments: [
        "", " 1", "1 ", "+1", "-1", "0", "65536", "1.0", "1e3", "0x10", "80;", "80\n", "٣", "99999999999999999999",
    ])
    func notIntegers(text: String) {
        #expect(Parsers.integer(text, in: 1...65_535) == nil)
    }

    @Test(arguments: [
        ("20m", "20m"), ("20M", "20m"), ("0", "0"), ("512K", "512k"), ("1g", "1g"), ("1000000", "1000000"),
        ("1000001", nil),
    ])
    func sizes(text: String, value: String?) {
        #expect(Parsers.size(text) == value)
    }

    @Test(arguments: ["", "m", "20mb", "20 m", "-1m", "1.5g", "20m; } server {", "20m;", "20m\n", "$size", "20t"])
    func notSizes(text: String) {
        #expect(Parsers.size(text) == nil)
    }

    @Test(arguments: [
        ("/app", "/app"), ("/app/", "/app"), ("/app//", "/app"), ("/", "/"), ("//", "/"), ("/a b/ç", "/a b/ç"),
        ("/srv/my-site_2.0/..hidden", "/srv/my-site_2.0/..hidden"),
    ])
    func paths(text: String, value: String) {
        #expect(Parsers.path(text) == value)
    }

    @Test(arguments: [
        "", "app", "./app", "~/app", "/app; } server {", "/app;", "/app{", "/app}", "/app\nlisten 1;", "/a\rb", "/a\tb",
        "/$uri", "/a\"b", "/a'b", "/a\\b", "/a:b", "/app#", "/app/*", "/../etc", "/app/..", "/a/../b", "/a\0",
        "/a\u{7F}",
        "/app$\u{301}",
    ])
    func notPaths(text: String) {
        #expect(Parsers.path(text) == nil)
    }

    /// A combining mark makes one `Character` of itself and the slash before it.
    @Test func aCombiningMarkDoesNotHideTheWayUp() {
        #expect(Parsers.path("/app/../\u{301}x") == nil)
    }

    @Test(arguments: ["django", "_www", "www-data", "a.b", "User1", String(repeating: "a", count: 32)])
    func accountNames(text: String) {
        #expect(Parsers.accountName(text) == text)
    }

    @Test(arguments: [
        "", "1user", "-user", ".user", "a b", "django;", "a\n", "a/b", "jürgen", "user $x",
        String(repeating: "a", count: 33),
    ])
    func notAccountNames(text: String) {
        #expect(Parsers.accountName(text) == nil)
    }

    @Test(arguments: ["/", "/healthz", "/health/?db=1&x=a%20b", "/a/(b)/@c:d"])
    func urlPaths(text: String) {
        #expect(Parsers.urlPath(text) == text)
    }

    @Test(arguments: [
        "", "healthz", "http://x/", "/a b", "/a;b", "/{a}", "/$uri", "/a\"", "/a'", "/a\nb", "/a#b", "/ä", "/a\\b",
        "/; } server {",
    ])
    func notURLPaths(text: String) {
        #expect(Parsers.urlPath(text) == nil)
    }
}
