import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

/// Questions to the real machine whose answers are known.
@Suite struct AccountsTests {
    private let folder = TemporaryFolder()

    @Test func rootIsAnAccountEverywhere() throws {
        let root = try #require(Accounts.named("root"))
        #expect(root.uid == 0 && root.gid == 0 && root.groups.contains(0) && root.home.hasPrefix("/"))
        #expect(Accounts.named("surely-no-such-user") == nil)
    }

    @Test func theSystemsProbeAnswers() throws {
        try folder.write("f", "", mode: 0o755)
        try FileTree.switchLink(folder("dangling"), to: "nowhere")
        let host = HostProbe.system
        #expect(host.isRoot() == (geteuid() == 0))
        #expect(host.exists(folder("f")) && !host.exists(folder("dangling")) && !host.exists(folder("none")))
        #expect(host.isDirectory(folder.path) && !host.isDirectory(folder("f")))
        #expect(host.program("f", folder.path) == folder("f"))
        #expect(host.workingDirectory() == FileManager.default.currentDirectoryPath)
        #expect(host.openFileLimit() > 0)
    }
}
