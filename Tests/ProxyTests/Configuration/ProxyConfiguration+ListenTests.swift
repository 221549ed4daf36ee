import Testing

@testable import Proxy
@testable import Settings

@Suite struct ProxyConfigurationListenTests {
    private func read(
        _ environment: [String: String], host: HostProbe = .fake()
    ) -> (configuration: ProxyConfiguration, problems: [Diagnostic]) {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: host)
        return (ProxyConfiguration(reading: &reader, common: common, host: host), reader.problems)
    }

    @Test(arguments: [
        ([:], ["0.0.0.0", "::"]), (["LISTEN_ADDRESS": ""], ["0.0.0.0", "::"]),
        (["BOOTSTRAP_RUN_DIR": "/tmp/run"], ["127.0.0.1", "::1"]),
        (["BOOTSTRAP_RUN_DIR": "/tmp/run", "LISTEN_ADDRESS": "all"], ["0.0.0.0", "::"]),
        (["LISTEN_ADDRESS": "Loopback"], ["127.0.0.1", "::1"]),
        (["LISTEN_ADDRESS": "10.0.0.5, [fd00::1],::1"], ["10.0.0.5", "fd00::1", "::1"]),
    ]) func theImagesListenEverywhereAHostOnLoopback(environment: [String: String], addresses: [String]) {
        let (configuration, problems) = read(environment)
        #expect(problems.isEmpty && configuration.addresses.map(\.text) == addresses)
        #expect(configuration.listeners.filter { $0.port == 8000 }.map(\.address) == configuration.addresses)
    }

    @Test(arguments: [[:], ["LISTEN_ADDRESS": ""]])
    func anImageIsNoHostWhereItsFoldersAreMoved(more: [String: String]) {
        var host = HostProbe.fake()
        host.imageShape = { "pod" }
        let environment = more.merging(["BOOTSTRAP_RUN_DIR": "/tmp/run"]) { $1 }
        #expect(read(environment, host: host).configuration.addresses == [.anyIPv4, .anyIPv6])
    }

    @Test func whatTheMachineDoesNotHaveIsLeftOutUnlessItIsNamed() {
        let host = HostProbe.fake(hasIPv6: false)
        #expect(read([:], host: host).configuration.addresses == [.anyIPv4])
        #expect(read(["LISTEN_ADDRESS": "loopback"], host: host).configuration.addresses == [.loopbackIPv4])
        #expect(read(["LISTEN_ADDRESS": "::1"], host: host).configuration.addresses == [.loopbackIPv6])
    }

    @Test func theStatusPortIsAlwaysOnLoopbackForHealth() {
        let configuration = read(["LISTEN_ADDRESS": "10.0.0.5"]).configuration
        #expect(configuration.addresses.map(\.text) == ["10.0.0.5"])
        #expect(configuration.statusAddresses.map(\.text) == ["10.0.0.5", "127.0.0.1"])
        #expect(configuration.listeners.map(\.text) == ["10.0.0.5:8000", "10.0.0.5:8001", "127.0.0.1:8001"])
        #expect(read([:]).configuration.statusAddresses == [.anyIPv4, .anyIPv6])
    }

    @Test(arguments: ["localhost", "*", "10.0.0.5,", "10.0.0.5;", "::1,::1", "[10.0.0.5]", "10.0.0.5:80", "0.0.0.0/0"])
    func otherTextIsAnError(text: String) {
        #expect(read(["LISTEN_ADDRESS": text]).problems.map(\.place) == ["LISTEN_ADDRESS"])
    }
}
