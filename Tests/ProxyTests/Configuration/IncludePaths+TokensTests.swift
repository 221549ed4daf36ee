import TestSupport
import Testing

@testable import Proxy

/// Which words of a user's file are an `include`, as Nginx reads them (ngx_conf_read_token).
@Suite struct IncludePathsTokensTests {
    private func rewrite(_ text: String) -> String {
        let bytes = IncludePaths.rewrite(Array(text.utf8), from: ["/c/nginx", "/etc/nginx"], to: "/t")
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "include conf.d/*.conf;\n", "include mime.types;", "include ../etc/nginx/x;", "include ./a;",
    ]) func relativePathsAreTheTreesAlready(text: String) {
        #expect(rewrite(text) == text)
    }

    @Test(arguments: [
        "# include /etc/nginx/a;\n", "a on; # include /etc/nginx/a;\n", "  #include /etc/nginx/a;",
        "# it's\n# include /etc/nginx/a;\n",
    ]) func commentsStay(text: String) {
        #expect(rewrite(text) == text)
    }

    @Test func aQuoteInACommentOpensNothing() {
        #expect(rewrite("# don't\ninclude /etc/nginx/a;\n# don't\n") == "# don't\ninclude \"/t/a\";\n# don't\n")
    }

    @Test(arguments: [
        "add_header X \"; include /etc/nginx/a;\";", "return 200 '{ include /etc/nginx/a; }';",
        "log_format include /etc/nginx/a;", "included /etc/nginx/a;", "set $include /etc/nginx/a;",
    ]) func wordsInsideOtherDirectivesStay(text: String) {
        #expect(rewrite(text) == text)
    }

    @Test func bothRootsInOneFile() {
        #expect(
            rewrite("include /c/nginx/a; include /etc/nginx/b;\ninclude /d/nginx/c;")
                == "include \"/t/a\"; include \"/t/b\";\ninclude /d/nginx/c;")
    }

    @Test(arguments: ["include \"/etc/nginx/my file\";", "include '/etc/nginx/my file';"])
    func quotedPathsMayHoldBlanks(text: String) {
        #expect(rewrite(text) == "include \"/t/my file\";")
    }

    @Test func aMarkAtTheEndOfAFileIsNoWord() {
        for text in ["include", "include ", "include \"", "include \"/etc/nginx/a", "{", ";", "'"] {
            _ = rewrite(text)
        }
        #expect(rewrite("include") == "include")
        #expect(rewrite("include\n") == "include\n")
    }

    @Test(arguments: [
        ("set $a \"it\\\"s \"; include /etc/nginx/a;", "set $a \"it\\\"s \"; include \"/t/a\";"),
        ("set $a \"\\\"; include /etc/nginx/a;\";", "set $a \"\\\"; include /etc/nginx/a;\";"),
        ("set $a 'x\\' '; include /etc/nginx/a;", "set $a 'x\\' '; include \"/t/a\";"),
    ]) func aBackslashQuotesAQuote(before: String, after: String) {
        #expect(rewrite(before) == after)
    }
}
