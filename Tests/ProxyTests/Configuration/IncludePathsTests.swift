import Foundation
import Glibc
import TestSupport
import Testing

@testable import Proxy

@Suite struct IncludePathsTests {
    private func rewrite(_ text: String) -> String {
        String(
            decoding: IncludePaths.rewrite(Array(text.utf8), from: ["/c/nginx", "/etc/nginx"], to: "/run/conf.a"),
            as: UTF8.self)
    }

    @Test(arguments: [
        ("include /etc/nginx/mime.types;", "include \"/run/conf.a/mime.types\";"),
        ("  include   /c/nginx/conf.d/*.conf; # all", "  include   \"/run/conf.a/conf.d/*.conf\"; # all"),
        ("http { include \"/etc/nginx/x.conf\"; }", "http { include \"/run/conf.a/x.conf\"; }"),
        ("a on; include '/etc/nginx/x';\nb;\n", "a on; include \"/run/conf.a/x\";\nb;\n"),
    ]) func absoluteIncludesAreLedToTheTree(before: String, after: String) {
        #expect(rewrite(before) == after)
    }

    @Test(arguments: [
        "include conf.d/*.conf;", "# include /etc/nginx/x;", "ssl_certificate /etc/nginx/x.pem;",
        "include /etc/nginx-extra/x;", "include /usr/share/x;", "add_header X include;",
    ]) func theRestStays(text: String) {
        #expect(rewrite(text) == text)
    }

    @Test func bytesThatAreNoTextStay() {
        #expect(IncludePaths.rewrite([0xFF, 0xFE], from: ["/c"], to: "/d") == [0xFF, 0xFE])
    }
}
