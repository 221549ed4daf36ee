import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite(.enabled(if: geteuid() == 0, "only root may give files away")) struct OwnershipTests {
    private let folder = TemporaryFolder()

    private func uid(_ name: String) -> UInt32? {
        var info = stat()
        return lstat(folder(name), &info) == 0 ? info.st_uid : nil
    }

    @Test func aMediaFolderThatIsAPlantedLinkIsRefused() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("app"), owner: django))
        try FileTree.makeDirectory(DirectorySpec(folder("victim")))
        try folder.write("victim/f", "x")
        for name in ["media", "static"] {
            symlink(folder("victim"), folder("app/" + name))
            lchown(folder("app/" + name), django.uid, django.gid)
            let failure = #expect(throws: PlanFailure.self) {
                try Ownership.give(OwnershipSpec(folder("app/" + name), owner: django, create: name == "static"))
            }
            #expect(failure?.status == .configuration && failure?.message.contains(folder("app/" + name)) == true)
        }
        #expect(uid("victim") == 0 && uid("victim/f") == 0)
    }

    @Test func aHardLinkKeepsItsOwnerAndIsSaid() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("media")))
        try folder.write("secret", "x")
        try folder.write("media/own", "x")
        link(folder("secret"), folder("media/secret"))
        let warning = try Ownership.give(OwnershipSpec(folder("media"), owner: django))
        #expect(uid("secret") == 0 && uid("media/own") == 104 && uid("media") == 104)
        #expect(warning?.contains("1 files") == true && warning?.contains(folder("media")) == true)
    }

    @Test func linksAndFifosInAVolumeAreGivenThemselves() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("media")))
        mkfifo(folder("media/fifo"), 0o600)
        try folder.write("outside", "x")
        symlink("../outside", folder("media/link"))
        try Ownership.give(OwnershipSpec(folder("media"), owner: django))
        #expect(uid("media/fifo") == 104 && uid("media/link") == 104 && uid("outside") == 0)
    }
}
