import Testing

@testable import Proxy

@Suite struct SiteURLTests {
    @Test(arguments: ["/static/", "/media/static/", "/shop/v1.2/static/", "/~user/s_t-a,t@c=+/", "/s/"])
    func aPathIsTaken(url: String) {
        #expect(SiteURL.refusal(of: url) == nil)
    }

    @Test(arguments: [
        "", "/", "//", "static/", "/static", "/static//", "//static/", "/a//b/", "/../", "/a/../b/", "/a/./b/",
        "/.hidden/",
        "/a/..", "/a b/", "/a\"/", "/a'/", "/a;/", "/a{/", "/a}/", "/a$uri/", "/a\\/", "/a#/", "/a%2e/", "/a\n/",
        "/a\r\n/",
        "/\u{E9}/", "/a\u{0301}/", "/a*/", "/(a)/", "/a|b/", "/a?b/", "https://cdn/",
        "/" + String(repeating: "a", count: 199) + "/",
    ]) func anythingElseIsNot(url: String) {
        #expect(SiteURL.refusal(of: url) != nil)
    }

    @Test func thePatternMatchesTheTextOnly() {
        #expect(SiteURL.pattern("/v1.2/a+b/") == "/v1\\.2/a\\+b/")
    }
}
