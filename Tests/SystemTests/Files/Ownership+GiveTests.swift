import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct OwnershipGiveTests {
    private let folder = TemporaryFolder()

    @Test func ownershipIsGivenOnlyWhereItIsAnothers() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("media")))
        let me = Account(name: "me", uid: geteuid(), gid: getegid(), groups: [], home: "/")
        try Ownership.give(OwnershipSpec(folder("media"), owner: me))
        try Ownership.give(OwnershipSpec(folder("absent"), owner: me))
        #expect(!FileTree.isDirectory(folder("absent")))
        try Ownership.give(OwnershipSpec(folder("made"), owner: me, create: true))
        #expect(FileTree.isDirectory(folder("made")))
    }

    @Test(.enabled(if: geteuid() == 0, "only root may give files away")) func aWholeVolumeIsGivenLinksNotFollowed()
        throws
    {
        try FileTree.makeDirectory(DirectorySpec(folder("media/a")))
        try folder.write("media/a/f", "x")
        try folder.write("outside", "x")
        try FileTree.switchLink(folder("media/link"), to: "../outside")
        try FileTree.switchLink(folder("volume"), to: "media")
        try Ownership.give(OwnershipSpec(folder("volume"), owner: django))
        for (path, uid) in [("media", 104), ("media/a", 104), ("media/a/f", 104), ("outside", 0)] as [(String, UInt32)]
        {
            var info = stat()
            #expect(stat(folder(path), &info) == 0 && info.st_uid == uid, "\(path)")
        }
    }
}
