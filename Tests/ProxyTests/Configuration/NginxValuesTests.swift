import Foundation
import TestSupport
import Testing

@testable import Proxy
@testable import Settings

@Suite struct NginxValuesTests {
    private func text(_ path: String, _ environment: [String: String] = [:]) throws -> String {
        let tree = try NginxTree(proxyConfiguration(environment), site: everySite, overrides: [])
        return String(decoding: try #require(tree.files.first { $0.path == path }).contents, as: UTF8.self)
    }

    /// Text after `</html>` is shown to clients that wait for the site.
    @Test func theMarkIsNotOnThePageThatVisitorsSee() throws {
        let page = try text("starting.html")
        let tail = try #require(page.components(separatedBy: "</html>").last)
        do {
            #expect(tail.range(of: #"^\s*(<!--(?s:.)*-->)?\s*$"#, options: .regularExpression) != nil, "\(tail)")
        }
    }

    @Test func everyLineOfTheMarkIsACommentToNginx() throws {
        for template in Templates.all where template.name.hasSuffix(".conf") || template.name == "mime.types" {
            let lines = try text(template.name, ["TRUSTED_PROXIES": "none"]).split(separator: "\n")
            #expect(lines.last?.hasPrefix("# ") == true, "\(template.name)")
        }
    }

    @Test func windowsLineEndsMakeAFileTheUsers() {
        let file = GeneratedMark.stamp("listen 80;\nroot /x;\n")
        #expect(!GeneratedMark.isIntact(Array(file.replacing("\n", with: "\r\n").utf8)))
    }

    @Test func aFileRenderedWithOtherSettingsIsStillOurs() throws {
        #expect(GeneratedMark.isIntact(Array(try text("conf.d/django.conf", ["PORT": "9"]).utf8)))
    }

    @Test(arguments: [
        ("debug", "info"), ("info", "warn"), ("warning", "warn"), ("error", "error"),
    ])
    func nginxLogsAsMuchAsWeDo(level: String, nginx: String) throws {
        #expect(try text("nginx.conf", ["BOOTSTRAP_LOG_LEVEL": level]).contains("error_log stderr \(nginx);"))
    }

    @Test(arguments: [("", "attachment"), ("off", "attachment"), ("1", "\"\""), ("\"; root /; #", "\"\"")])
    func pagesFromMediaAreDownloadsUnlessTheSwitchIsOn(value: String, word: String) throws {
        let maps = try text("conf.d/django.conf.d/maps/media_pages.conf", ["MEDIA_INLINE": value])
        #expect(maps.contains("image/svg\" \(word);") && !maps.contains("root"))
    }

    @Test func autoIsLeftToNginx() {
        #expect(NginxValues.make(proxyConfiguration(["NGINX_WORKER_PROCESSES": "auto"]))["worker_processes"] == "auto")
        #expect(NginxValues.make(proxyConfiguration())["worker_processes"] == "1")
    }

    @Test(arguments: [
        (32, 29, 30), (64, 59, 60), (8192, 7999, 8000), (10_000, 9_999, 10_000), (5, 4, 5),
    ]) func aNumberBecomesAnExpression(number: Int, below: Int, from: Int) throws {
        let expression = try Regex(NginxValues.atLeast(number))
        #expect("\(below)".firstMatch(of: expression) == nil && "0".firstMatch(of: expression) == nil)
        for matching in [from, number, 10 * number, 99_999_999] {
            #expect("\(matching)".firstMatch(of: expression) != nil, "\(matching)")
        }
    }

    @Test(arguments: [("64", "1", "32"), ("64", "4", "128"), ("64", "auto", "32")])
    func halfOfTheConnectionsMayWait(connections: String, workers: String, half: String) throws {
        let values = NginxValues.make(
            proxyConfiguration(["NGINX_WORKER_CONNECTIONS": connections, "NGINX_WORKER_PROCESSES": workers]))
        #expect(values["crowded"] == NginxValues.atLeast(Int(half)!))
    }

    @Test func thePausesAddUpToTheWait() throws {
        let values = NginxValues.make(proxyConfiguration(["NGINX_UPSTREAM_WAIT": "7"]))
        let pauses = (1...4).map { values["pause_\($0)"] }
        #expect(pauses == ["700ms", "1400ms", "2100ms", "2800ms"])
        #expect(try text("conf.d/django.conf.d/locations/root.conf", [:]).contains("@unreached_1"))
        #expect(!(try text("conf.d/django.conf.d/locations/root.conf", ["NGINX_UPSTREAM_WAIT": "0"]).contains("set ")))
    }

    @Test(arguments: [
        "NGINX_CLIENT_MAX_BODY_SIZE", "HEALTH_PATH", "BOOTSTRAP_APP_DIR", "BOOTSTRAP_RUN_DIR", "NGINX_WORKER_PROCESSES",
        "NGINX_PROXY_READ_TIMEOUT", "PORT", "NGINX_RETRY_AFTER", "NGINX_WORKER_CONNECTIONS", "NGINX_KEEPALIVE_TIMEOUT",
        "NGINX_UPSTREAM_WAIT",
    ])
    func nothingFromTheEnvironmentLeavesItsPlace(variable: String) throws {
        for attack in ["1; } server { listen 81;", "/x\"; root /; #", "/a\nroot /;", "${PATH}", "/$uri", "}"] {
            var reader = SettingsReader(source: EnvironmentSource([variable: attack]))
            let common = CommonConfiguration(reading: &reader, host: .fake())
            let configuration = ProxyConfiguration(reading: &reader, common: common, host: .fake())
            #expect(reader.problems.map(\.place) == [variable], "\(attack)")
            let tree = try NginxTree(configuration, overrides: [])
            #expect(tree == (try NginxTree(proxyConfiguration(), overrides: [])), "the default stands in")
        }
    }
}
