import Foundation
import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import System

@Suite struct GeneratedMarkTests {
    @Test func onlyAnUntouchedFileIsOurs() {
        let file = GeneratedMark.stamp("listen 80;\n")
        #expect(GeneratedMark.isIntact(Array(file.utf8)))
        #expect(!GeneratedMark.isIntact(Array(file.replacing("80", with: "81").utf8)))
        #expect(!GeneratedMark.isIntact(Array((file + "\n").utf8)))
        #expect(!GeneratedMark.isIntact(Array(("# mine\n" + file).utf8)))
        for text in ["", "\n", "listen 80;\n", "# django-bootstrap wrote this file"] {
            #expect(!GeneratedMark.isIntact(Array(text.utf8)))
        }
    }
}

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

@Suite struct OverridesTests {
    @Test func filesOfTheUsersAreFoundAtAnyDepth() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
        defer { FileTree.removeTree(root) }
        try FileTree.makeDirectory(DirectorySpec(root + "/conf.d/django.conf.d/maps"))
        let write = { (name: String, text: String) throws(PlanFailure) in
            try FileTree.write(FileSpec(root + "/" + name, contents: Array(text.utf8)))
        }
        try write("conf.d/django.conf", "server {}\n")
        try write("conf.d/status.conf", GeneratedMark.stamp("server {}\n"))
        try write("conf.d/django.conf.d/maps/own.conf", "map\n")
        symlink(root + "/conf.d", root + "/conf.d/loop")
        let found = try Overrides.find(in: root)
        #expect(found.ours == [root + "/conf.d/django.conf"])
        let paths = found.files.map(\.path).filter { !$0.contains("loop") }
        #expect(paths == ["conf.d/django.conf", "conf.d/django.conf.d/maps/own.conf"])
        #expect(try Overrides.find(in: root + "/none").files.isEmpty)
    }
}

@Suite struct NginxTestReportTests {
    private func message(_ errors: String) throws -> String {
        let own = Overrides.File(path: "conf.d/django.conf", contents: [], source: "/etc/nginx/conf.d/django.conf")
        let tree = try NginxTree(proxyConfiguration(), overrides: [own])
        return NginxTestReport.message(errors, tree: tree, root: "/run/nginx/conf.a")
    }

    @Test func theUsersFileIsNamed() throws {
        let text = try message(
            "nginx: [warn] x\nnginx: [emerg] unknown directive \"x\" in /run/nginx/conf.a/conf.d/django.conf:3\n"
                + "nginx: configuration file /run/nginx/conf.a/nginx.conf test failed\n")
        #expect(
            text == "cannot use the Nginx configuration: unknown directive \"x\" in /etc/nginx/conf.d/django.conf:3; "
                + "mend /etc/nginx/conf.d/django.conf, or remove it to get ours back")
    }

    @Test func processNumbersAreLeftOut() throws {
        let text = try message("2026/01/01 00:00:00 [emerg] 12#12: host not found in upstream \"x\"\n")
        #expect(text.hasPrefix("cannot use the Nginx configuration: host not found in upstream \"x\"; "))
    }
}
