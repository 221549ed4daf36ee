import TestSupport
import Testing

@testable import Proxy
@testable import Settings

@Suite struct ProxyConfigurationSiteRootTests {
    private func problems(_ environment: [String: String]) -> [String] {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        _ = ProxyConfiguration(reading: &reader, common: common, host: .fake())
        return reader.problems.map(\.message)
    }

    @Test(arguments: ["/", "/app", "/etc", "/run/nginx", "/var", "relative", "/a/../b"])
    func aFolderThatIsNotForClientsIsAnError(path: String) {
        #expect(problems(["SITE_ROOT_DIR": path]).count == 1)
    }

    @Test func anyOtherIsTaken() {
        #expect(problems(["SITE_ROOT_DIR": "/srv/public/"]).isEmpty)
        #expect(proxyConfiguration(["SITE_ROOT_DIR": "/srv/public/"]).siteRoot == "/srv/public")
        #expect(proxyConfiguration().siteRoot == nil)
    }
}
