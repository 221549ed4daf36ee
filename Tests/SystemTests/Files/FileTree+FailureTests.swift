import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct FileTreeFailureTests {
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
}
