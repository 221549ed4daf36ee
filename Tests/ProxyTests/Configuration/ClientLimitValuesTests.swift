import TestSupport
import Testing

@testable import Proxy
@testable import Settings

@Suite struct ClientLimitValuesTests {
    private let guarded = HostProbe.fake(files: [ProxySettings.defaultClientGuard])

    private func text(_ path: String, _ environment: [String: String] = [:], host: HostProbe = .fake()) throws -> String
    {
        let files = try NginxTree(proxyConfiguration(environment, host: host), overrides: []).files
        return String(decoding: try #require(files.first { $0.path == path }).contents, as: UTF8.self)
    }

    @Test func theLimitOfRequests() throws {
        let path = "conf.d/django.conf.d/locations/too_many_connections.conf"
        #expect(try text(path).contains("\nlimit_conn clients 4096;\n"))
        #expect(try !text(path, ["CLIENT_CONNECTION_LIMIT": "0"]).contains("limit_conn clients"))
    }

    /// The limit is over all workers (`ClientLimits.requests`).
    @Test(arguments: [("1", "$client_network/$pid"), ("2", "$client_network"), ("auto", "$client_network")])
    func oneWorkerHasKeysOfItsOwn(workers: String, key: String) throws {
        let maps = try text("conf.d/django.conf.d/maps/client_key.conf", ["NGINX_WORKER_PROCESSES": workers])
        #expect(maps.contains("    default \"\(key)\";\n"))
    }

    @Test func theModuleIsLoadedWhereItIs() throws {
        let with = try text("nginx.conf", host: guarded)
        #expect(with.contains("\nload_module \"\(ProxySettings.defaultClientGuard)\";\n"))
        for line in ["guard_connections 8192;", "guard_exempt_port 8001;", "guard_body_timeout 640s;"] {
            #expect(with.contains("    \(line)\n"), "\(line)")
        }
        let without = try text("nginx.conf")
        #expect(!without.contains("guard_") && !without.contains("load_module \""))
    }

    @Test func trustedProxiesAreNotCounted() {
        var reader = SettingsReader(source: EnvironmentSource([:]))
        let limits = ClientLimits(
            reading: &reader, host: guarded, workers: 1, workerConnections: 1024, bodySize: "1m",
            trustedProxies: ["10.0.0.0/8", "fd00::/8"])
        let lines = ClientLimitValues.guardDirectives(limits, statusPort: 8001)
        #expect(lines.hasSuffix("\n    guard_trusted 10.0.0.0/8 fd00::/8;"))
    }
}
