import Foundation
import TestSupport
import Testing

@testable import System

@Suite struct ServedFoldersTests {
    @Test func theFolderItselfIsFirmWhereOnlyThisUserCanChangeIt() throws {
        let folder = TemporaryFolder()
        let real = try #require(FileTree.resolvedFolder(folder.path))
        mkdir(real + "/a", 0o755)
        #expect(FileTree.firmFolder(above: real + "/a") == real + "/a")
    }

    @Test func aFolderThatOthersCanWriteToIsNot() throws {
        let folder = TemporaryFolder()
        let real = try #require(FileTree.resolvedFolder(folder.path))
        mkdir(real + "/open", 0o755)
        chmod(real + "/open", 0o777)
        mkdir(real + "/open/a", 0o755)
        #expect(FileTree.firmFolder(above: real + "/open/a") == real)
        chmod(real + "/open", 0o1777)
        #expect(FileTree.firmFolder(above: real + "/open/a") == real + "/open/a")
    }

    @Test(.enabled(if: geteuid() == 0)) func noMoreIsAnotherUsersFolder() throws {
        let folder = TemporaryFolder()
        let real = try #require(FileTree.resolvedFolder(folder.path))
        mkdir(real + "/theirs", 0o755)
        mkdir(real + "/theirs/a", 0o755)
        chown(real + "/theirs", 4711, 4711)
        #expect(FileTree.firmFolder(above: real + "/theirs/a") == real)
    }

    @Test func aFileOrNothingIsNoFolder() throws {
        let folder = TemporaryFolder()
        let real = try #require(FileTree.resolvedFolder(folder.path))
        try folder.write("file", "")
        #expect(FileTree.firmFolder(above: real + "/file") == real)
        #expect(FileTree.firmFolder(above: real + "/none/a") == real)
        #expect(FileTree.firmFolder(above: "/") == "/")
    }
}
