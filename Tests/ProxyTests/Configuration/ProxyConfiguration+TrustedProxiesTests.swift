import Testing

@testable import Launch
@testable import Proxy
@testable import Settings

@Suite struct ProxyConfigurationTrustedProxiesTests {
    @Test func theVariableIsNamedOnce() {
        var reader = SettingsReader(source: EnvironmentSource(["TRUSTED_PROXIES": "10.0.0.1/8"]))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        _ = ProxyConfiguration(reading: &reader, common: common, host: .fake())
        #expect(reader.problems.map(\.place) == ["TRUSTED_PROXIES"])
        let message = reader.problems.first?.message ?? ""
        #expect(message.hasPrefix("cannot use TRUSTED_PROXIES=\"10.0.0.1/8\": it must be addresses and networks "))
        #expect(message.hasSuffix("; \"10.0.0.1/8\": a bit is set below the prefix length"))
    }

    @Test(arguments: [
        ("", "is not set" as String?), ("none", nil), ("private", nil), ("::/0", "contains every address"),
    ])
    func whatAnyClientCanClaimIsInThePlanOnce(value: String, said: String?) {
        var reader = SettingsReader(source: EnvironmentSource(["TRUSTED_PROXIES": value]))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let configuration = ProxyConfiguration(reading: &reader, common: common, host: .fake())
        var plan = LaunchPlan(program: "proxy", shutdown: ShutdownPolicy(budget: 25))
        NginxProcess.prepare(&plan, configuration)
        #expect(reader.problems.isEmpty && reader.warnings.isEmpty)
        #expect(plan.warnings.count == (said == nil ? 0 : 1))
        guard let said else { return }
        for part in [said, "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Remote-User", "request ID"] {
            #expect(plan.warnings[0].contains(part), "\(part)")
        }
        #expect(plan.warnings[0].hasPrefix("TRUSTED_PROXIES "))
    }
}
