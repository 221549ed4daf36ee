import Foundation
import Glibc
import TestSupport
import Testing

@testable import Proxy

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
                + "fix /etc/nginx/conf.d/django.conf, or remove it to use the default")
    }

    @Test func processNumbersAreLeftOut() throws {
        let text = try message("2026/01/01 00:00:00 [emerg] 12#12: host not found in upstream \"x\"\n")
        #expect(text.hasPrefix("cannot use the Nginx configuration: host not found in upstream \"x\"; "))
    }
}
