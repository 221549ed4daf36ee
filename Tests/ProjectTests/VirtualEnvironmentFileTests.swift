import Testing

@testable import Project

@Suite struct VirtualEnvironmentFileTests {
    @Test(arguments: [
        ("version = 3.13.1", "3.13.1" as String?), ("version_info = 3.12.4.final.0", "3.12.4"),
        ("VERSION=3.11", "3.11"), ("home = /usr/bin", nil), ("version = 3", nil), ("version = x.y", nil), ("", nil),
        ("version_info = 3.13.2\r\nhome=/x\r\n", "3.13.2"),
    ])
    func theVersion(text: String, version: String?) {
        #expect(VirtualEnvironmentFile(text)?.version == version)
    }

    @Test(arguments: [("true", true), ("True", true), ("false", false), ("", false)])
    func whetherTheSystemsPackagesAreSeen(value: String, sees: Bool) {
        #expect(VirtualEnvironmentFile("include-system-site-packages = \(value)")?.seesSystem == sees)
    }

    @Test func noFileIsNoEnvironment() {
        #expect(VirtualEnvironmentFile(nil) == nil)
    }
}
