import Foundation
import TestSupport
import Testing

@testable import Settings

@Suite struct CommonConfigurationTests {
    @Test func anUnknownUserIsAProblemOnlyForRoot() {
        var asRoot = SettingsReader(source: EnvironmentSource([:]))
        _ = CommonConfiguration(reading: &asRoot, host: .fake(isRoot: true, accounts: []))
        #expect(asRoot.problems.map(\.place) == ["BOOTSTRAP_USER"])
        var asOther = SettingsReader(source: EnvironmentSource([:]))
        #expect(CommonConfiguration(reading: &asOther, host: .fake()).user == nil)
        #expect(asOther.problems.isEmpty)
    }

    @Test func rootMayBeAskedFor() {
        var reader = SettingsReader(source: EnvironmentSource(["BOOTSTRAP_USER": "root"]))
        let root = Account(name: "root", uid: 0, gid: 0, groups: [0], home: "/root")
        let common = CommonConfiguration(reading: &reader, host: .fake(isRoot: true, accounts: [root]))
        #expect(common.user == nil && reader.problems.isEmpty)
    }

    @Test func theImagesOwnerIsNamedWhenChildrenRunAsAnother() {
        let root = Account(name: "root", uid: 0, gid: 0, groups: [0], home: "/root")
        func owner(_ user: String, isRoot: Bool, image: String? = "single") -> Account? {
            var reader = SettingsReader(source: EnvironmentSource(["BOOTSTRAP_USER": user]))
            var host = HostProbe.fake(isRoot: isRoot, accounts: [root, django])
            host.imageShape = { image }
            return CommonConfiguration(reading: &reader, host: host).imageOwner
        }
        #expect(owner("root", isRoot: true) == django)
        #expect(owner("django", isRoot: true) == nil)
        #expect(owner("root", isRoot: false) == nil)
        #expect(owner("root", isRoot: true, image: nil) == nil, "a host")
    }
}
