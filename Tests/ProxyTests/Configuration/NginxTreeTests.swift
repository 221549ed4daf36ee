import Foundation
import TestSupport
import Testing

@testable import Proxy
@testable import Settings
@testable import System

/// The configuration that an environment makes, on a machine of the test's own.
func proxyConfiguration(_ environment: [String: String] = [:], host: HostProbe = .fake()) -> ProxyConfiguration {
    var reader = SettingsReader(source: EnvironmentSource(environment))
    let common = CommonConfiguration(reading: &reader, host: host)
    return ProxyConfiguration(reading: &reader, common: common, host: host)
}

/// A site with every optional file.
let everySite = Site(
    staticFiles: .init(
        url: "/shop/static/", otherURL: "/static/", folder: .init(path: "/srv/static", firm: "/srv")),
    media: .init(url: "/uploads/", otherURL: "/shop/uploads/", folder: .init(path: "/data/uploads", firm: "/")),
    missing: .application,
    rootFiles: .init(path: "/srv/public", firm: "/srv/public"), immutable: ["a.1f.css"])

@Suite struct NginxTreeTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    @Test func everyTemplateOnDiskIsListed() throws {
        let folder = root.appending(path: "Sources/Proxy/Templates").path()
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            !FileTree.isDirectory(folder + "/" + $0)
        }
        #expect(files.sorted() == Templates.all.map(\.name).sorted())
    }

    @Test func everyPlaceholderHasAValueAndEveryValueAPlace() throws {
        let tree = try NginxTree(
            proxyConfiguration(["TRUSTED_PROXIES": "private"]), site: everySite, overrides: [])
        #expect(tree.files.map(\.path).sorted() == Templates.all.map(\.name).sorted(), "optional files too")
        for file in tree.files {
            #expect(!String(decoding: file.contents, as: UTF8.self).contains("{{"), "\(file.path)")
            #expect(GeneratedMark.isIntact(file.contents), "\(file.path)")
        }
    }

    @Test func aFileOfTheUsersReplacesOursAlone() throws {
        let own = Overrides.File(path: "conf.d/django.conf", contents: [1], source: "/etc/nginx/conf.d/django.conf")
        let more = Overrides.File(path: "snippets/x.conf", contents: [2], source: "/etc/nginx/snippets/x.conf")
        let tree = try NginxTree(proxyConfiguration(["TRUSTED_PROXIES": "none"]), overrides: [own, more])
        #expect(tree.files.count == Templates.names(proxyConfiguration(["TRUSTED_PROXIES": "none"])).count + 1)
        #expect(tree.files.first { $0.path == own.path }?.contents == [1])
        #expect(tree.files.filter { $0.source != nil }.map(\.path) == [own.path, more.path])
    }

    @Test func settingsReachTheFiles() throws {
        let environment = ["PORT": "8080", "NGINX_CLIENT_MAX_BODY_SIZE": "5m", "BOOTSTRAP_APP_DIR": "/srv/my app"]
        let files = try NginxTree(proxyConfiguration(environment), overrides: []).files
        let text = files.map { String(decoding: $0.contents, as: UTF8.self) }.joined()
        for part in ["listen 0.0.0.0:8080;", "listen [::]:8080;", "client_max_body_size 5m;", "root \"/srv/my app\";"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func withoutIPv6ThereIsNoListenerForIt() {
        let values = NginxValues.make(proxyConfiguration(host: .fake(hasIPv6: false)))
        #expect(values["listen"] == "listen 0.0.0.0:8000;" && values["status_listen"] == "listen 0.0.0.0:8001;")
    }

    @Test func theUserIsNamedOnlyForRoot() {
        #expect(NginxValues.make(proxyConfiguration())["user_directive"] == "")
        let nginx = Account(name: "nginx", uid: 101, gid: 101, groups: [101, 107], home: "/")
        let host = HostProbe.fake(isRoot: true, accounts: [nginx, django])
        #expect(NginxValues.make(proxyConfiguration(host: host))["user_directive"] == "user nginx;")
    }
}
