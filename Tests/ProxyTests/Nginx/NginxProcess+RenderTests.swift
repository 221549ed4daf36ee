import Testing

@testable import Proxy

/// The step that stays root, and reads Nginx's configuration.
@Suite struct NginxProcessRenderTests {
    @Test func besideThisProgramItIsNamedByItsPath() {
        let step = NginxProcess.renderStep(proxy: "/bin/proxy", NginxProcessTests.configuration())
        #expect(step.programOwner == .anyUser)
    }

    /// Else a folder of the project's user in PATH would decide.
    @Test func lookedForInPathItMustBeRoots() {
        #expect(NginxProcess.renderStep(proxy: "proxy", NginxProcessTests.configuration()).programOwner == .root)
    }
}
