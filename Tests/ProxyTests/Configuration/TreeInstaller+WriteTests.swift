import Foundation
import TestSupport
import Testing

@testable import Proxy
@testable import Settings
@testable import System

@Suite struct TreeInstallerWriteTests {
    private let folder = TemporaryFolder()

    @Test func onlyTheUsersIncludesAreLedToTheTree() throws {
        let text = "include /etc/nginx/mime.types;\n"
        let own = Overrides.File(path: "nginx.conf", contents: Array(text.utf8), source: "/etc/nginx/nginx.conf")
        let configuration = proxyConfiguration()
        let tree = try NginxTree(configuration, overrides: [own])
        try TreeInstaller.write(tree, to: folder("out"), layout: configuration.layout)
        #expect(try folder.text("out/nginx.conf") == "include \"\(folder("out"))/mime.types\";\n")
        for file in tree.files where file.source == nil {
            #expect(try FileTree.read(folder("out/\(file.path)")).get() == file.contents)
            #expect(mode(of: folder("out/\(file.path)")) == 0o644)
        }
    }

    @Test func whatIsWrittenForTheImageIsFoundAsOurs() throws {
        try TreeInstaller.write(NginxTree(proxyConfiguration(), overrides: []), to: folder("nginx"))
        #expect(try Overrides.find(in: folder("nginx")).files.isEmpty)
        try folder.write("nginx/conf.d/django.conf", folder.text("nginx/conf.d/django.conf") + "# mine\n")
        let found = try Overrides.find(in: folder("nginx"))
        #expect(found.files.map(\.path) == ["conf.d/django.conf"] && found.ours == [folder("nginx/conf.d/django.conf")])
    }

    @Test(arguments: [
        ("include /etc/nginx/a;\r\ninclude /etc/nginx/b;\r\n", "include \"/t/a\";\r\ninclude \"/t/b\";\r\n"),
        ("{ include\t/etc/nginx/a; }", "{ include\t\"/t/a\"; }"),
        ("include /etc/nginx/ü/*.conf;", "include \"/t/ü/*.conf\";"),
    ])
    func includesInOddLines(before: String, after: String) {
        let bytes = IncludePaths.rewrite(Array(before.utf8), from: ["/etc/nginx"], to: "/t")
        #expect(String(decoding: bytes, as: UTF8.self) == after)
    }

    @Test(arguments: [
        ("} include /etc/nginx/a;", "} include \"/t/a\";"),
        ("include /etc/nginx/a; include /etc/nginx/b;", "include \"/t/a\"; include \"/t/b\";"),
        ("location /include { include /etc/nginx/a; }", "location /include { include \"/t/a\"; }"),
        ("include\n    /etc/nginx/a;", "include\n    \"/t/a\";"),
    ])
    func includesBesideOtherThings(before: String, after: String) {
        do {
            let bytes = IncludePaths.rewrite(Array(before.utf8), from: ["/etc/nginx"], to: "/t")
            #expect(String(decoding: bytes, as: UTF8.self) == after)
        }
    }

    @Test func fewerConnectionsThanAskedForIsSaid() {
        func warnings(_ environment: [String: String]) -> [String] {
            var reader = SettingsReader(source: EnvironmentSource(environment))
            let host = HostProbe.fake(openFileLimit: 1024)
            let common = CommonConfiguration(reading: &reader, host: host)
            _ = ProxyConfiguration(reading: &reader, common: common, host: host)
            return reader.warnings
        }
        #expect(warnings([:]).isEmpty)
        #expect(warnings(["NGINX_WORKER_CONNECTIONS": "512"]).isEmpty)
        #expect(warnings(["NGINX_WORKER_CONNECTIONS": "1000"]).first?.contains("512") == true)
    }

    @Test func bothUsersThatAreMissingAreNamed() {
        var reader = SettingsReader(source: EnvironmentSource(["NGINX_USER": "www", "BOOTSTRAP_USER": "app"]))
        let host = HostProbe.fake(isRoot: true)
        let common = CommonConfiguration(reading: &reader, host: host)
        _ = ProxyConfiguration(reading: &reader, common: common, host: host)
        #expect(reader.problems.map(\.place) == ["BOOTSTRAP_USER", "NGINX_USER"])
    }
}
