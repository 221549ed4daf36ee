import TestSupport
import Testing

@testable import Proxy

/// Which file the message asks the operator to fix.
@Suite struct NginxTestReportFilesTests {
    private let root = "/run/nginx/conf.a"

    private func message(_ errors: String, overriding paths: [String]) throws -> String {
        let own = paths.map { Overrides.File(path: $0, contents: [], source: "/etc/nginx/\($0)") }
        return NginxTestReport.message(
            errors, tree: try NginxTree(proxyConfiguration(), overrides: own), root: root)
    }

    /// `conf.d/django.conf` is the beginning of `conf.d/django.conf.d/upstream.conf`.
    @Test func aFileWhosePathBeginsLikeAnothersIsNotBlamed() throws {
        let text = try message(
            "nginx: [emerg] unknown directive \"x\" in \(root)/conf.d/django.conf.d/upstream.conf:3\n",
            overriding: ["conf.d/django.conf", "conf.d/django.conf.d/upstream.conf"])
        do {
            #expect(text.contains("fix /etc/nginx/conf.d/django.conf.d/upstream.conf,"))
        }
        #expect(text.contains("\"x\" in /etc/nginx/conf.d/django.conf.d/upstream.conf:3;"))
    }

    @Test func aFaultInOursBlamesTheSettings() throws {
        let text = try message("nginx: [emerg] host not found in \(root)/nginx.conf:3\n", overriding: [])
        #expect(
            text == "cannot use the Nginx configuration: host not found in nginx.conf:3; fix the settings it names")
    }

    @Test func whatIsNoErrorLineIsStillShown() throws {
        let text = try message("cannot run: killed\nbye\n", overriding: [])
        #expect(text.hasPrefix("cannot use the Nginx configuration: cannot run: killed; bye; "))
    }

    @Test func everyErrorIsOnTheOneLine() throws {
        let text = try message("nginx: [emerg] one\nnginx: [warn] no\nnginx: [crit] two\n", overriding: [])
        #expect(text.hasPrefix("cannot use the Nginx configuration: one; two; "))
        #expect(!text.contains("\n"))
    }
}
