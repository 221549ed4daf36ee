import Testing

@testable import Proxy
@testable import Settings

@Suite struct ClientLimitsTests {
    private func read(
        _ environment: [String: String] = [:], host: HostProbe = .fake()
    ) -> (limits: ClientLimits, problems: [Diagnostic]) {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: host)
        let limits = ProxyConfiguration(reading: &reader, common: common, host: host).clients
        return (limits, reader.problems)
    }

    @Test func theDefaults() {
        let (limits, problems) = read()
        #expect(problems.isEmpty)
        #expect(limits.requests == 4096 && limits.connections == 8192 && limits.zoneKilobytes == 2048)
        #expect(limits.bodyMinRate == 500 && limits.bodyGrace == 10 && limits.bodyTimeout == 640)
        #expect(limits.module == nil && limits.trustedProxies.isEmpty)
    }

    /// A proxied request takes two connections; `connections` is each worker's own.
    @Test(arguments: [
        ("256", "1", 64, 128), ("64", "1", 16, 32), ("256", "4", 256, 128), ("256", "auto", 64, 128),
        ("1000000", "1", 65_535, 131_070),
    ])
    func halfOfAllByDefault(connections: String, workers: String, requests: Int, each: Int) {
        let environment = ["NGINX_WORKER_CONNECTIONS": connections, "NGINX_WORKER_PROCESSES": workers]
        let limits = read(environment, host: .fake(openFileLimit: 2_000_000)).limits
        #expect(limits.requests == requests && limits.connections == each)
    }

    @Test(arguments: [("0", 0, 0), ("10", 10, 20), ("4096", 4096, 8192), ("8000", 8000, 16_000)])
    func theNumberThatIsAskedFor(text: String, requests: Int, connections: Int) {
        let limits = read(["CLIENT_CONNECTION_LIMIT": text]).limits
        #expect(limits.requests == requests && limits.connections == connections)
    }

    @Test(arguments: [("1k", 600), ("20m", 640), ("100m", 3200), ("2g", 65_536), ("10g", 86_400), ("0", 0)])
    func theLargestBodyHasTimeToArrive(size: String, seconds: Int) {
        #expect(read(["NGINX_CLIENT_MAX_BODY_SIZE": size]).limits.bodyTimeout == seconds)
        #expect(
            read(["NGINX_CLIENT_MAX_BODY_SIZE": size, "NGINX_CLIENT_BODY_TIMEOUT": "7"]).limits.bodyTimeout == 7)
    }

    @Test(arguments: [
        ("CLIENT_CONNECTION_LIMIT", "65536"), ("CLIENT_CONNECTION_LIMIT", "half"),
        ("NGINX_CLIENT_BODY_MIN_RATE", "1k"), ("NGINX_CLIENT_BODY_GRACE", "-1"),
        ("NGINX_CLIENT_BODY_TIMEOUT", "5m"), ("NGINX_CLIENT_GUARD", "guard.so"), ("NGINX_CLIENT_GUARD", "/a.so; x"),
    ])
    func whatIsNotValidIsNamed(name: String, text: String) {
        #expect(read([name: text]).problems.map(\.place) == [name])
    }

    @Test func theModuleIsUsedWhereItIs() {
        let found = read(host: .fake(files: [ProxySettings.defaultClientGuard])).limits
        #expect(found.module == ProxySettings.defaultClientGuard && found.notes.isEmpty)
        #expect(read().limits.notes.count == 1)
        let (own, problems) = read(["NGINX_CLIENT_GUARD": "/srv/guard.so"], host: .fake(files: ["/srv/guard.so"]))
        #expect(own.module == "/srv/guard.so" && problems.isEmpty)
    }

    @Test func aModuleThatIsAskedForExists() {
        let problems = read(["NGINX_CLIENT_GUARD": "/srv/guard.so"]).problems
        #expect(problems.map(\.place) == ["NGINX_CLIENT_GUARD"])
        #expect(problems.first?.message.contains("there is no such file") == true)
    }
}
