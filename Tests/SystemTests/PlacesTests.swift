import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct PlacesTests {
    private let folder = TemporaryFolder()

    @Test func aFolderThatCannotBeMadeIsNamedWithTheReason() {
        let failure = #expect(throws: PlanFailure.self) {
            try FileTree.makeDirectory(DirectorySpec("/proc/self/surely/not"))
        }
        #expect(failure?.message.hasPrefix("cannot make folder /proc/self/surely/not: ") == true)
        #expect(failure?.status == .configuration)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere")) func aReadOnlyFolderIsSaid() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("ro")))
        let failure = #expect(throws: PlanFailure.self) {
            try FileTree.makeDirectory(DirectorySpec(folder("ro"), mode: 0o555))
        }
        #expect(failure?.message.contains("mount a volume that user \(geteuid()) may write to") == true)
    }

    @Test func aFailedWriteLeavesTheOldFile() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("d/in the way")))
        #expect(throws: PlanFailure.self) { try folder.write("d", "new") }
        #expect(try FileTree.list(folder.path).get() == ["d"], "nothing temporary stays")
        #expect(FileTree.isDirectory(folder("d/in the way")))
    }

    @Test func relativePathsAreBelowTheWorkingFolder() {
        #expect(FileTree.absolute("/a") == "/a")
        #expect(FileTree.absolute("a") == FileTree.currentDirectory() + "/a")
    }

    @Test func aMissingTreeIsNoProblemAndAFileIsRemovedToo() throws {
        FileTree.removeTree(folder("none"))
        try folder.write("f", "x")
        FileTree.removeTree(folder("f"))
        #expect(try FileTree.list(folder.path).get().isEmpty)
    }

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

@Suite struct ClockTests {
    @Test func theTimestampIsRFC3339WithMilliseconds() throws {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let before = Date().addingTimeInterval(-0.001)
        let date = try Date(Clock.timestamp(), strategy: format)
        #expect(before...Date() ~= date)
        #expect(Clock.timestamp().utf8.count == 24)
    }

    @Test func theMonotonicClockDoesNotGoBack() {
        let first = Clock.monotonic()
        #expect(Clock.monotonic() >= first)
    }
}
