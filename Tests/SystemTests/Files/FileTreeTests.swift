import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct FileTreeTests {
    private let folder = TemporaryFolder()

    @Test func foldersGetTheirModesWhateverTheUmask() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("a/b"), mode: 0o750))
        #expect(mode(of: folder("a")) == 0o755 && mode(of: folder("a/b")) == 0o750)
        try FileTree.makeDirectory(DirectorySpec(folder("a/b"), mode: 0o755))
        #expect(mode(of: folder("a/b")) == 0o755)
    }

    @Test func aFileInTheWayIsSaid() throws {
        try FileTree.write(FileSpec(folder("f"), contents: Array("x".utf8)))
        #expect(throws: PlanFailure.self) { try FileTree.makeDirectory(DirectorySpec(folder("f"))) }
        #expect(throws: PlanFailure.self) { try FileTree.makeDirectory(DirectorySpec(folder("f/g"))) }
    }

    @Test func filesAreReplacedWhole() throws {
        try FileTree.write(FileSpec(folder("f"), contents: Array("old".utf8), mode: 0o600))
        try FileTree.write(FileSpec(folder("f"), contents: Array("new".utf8), mode: 0o644))
        #expect(try FileTree.read(folder("f")).get() == Array("new".utf8))
        #expect(mode(of: folder("f")) == 0o644)
        #expect(try FileTree.list(folder.path).get() == ["f"], "nothing temporary stays")
        #expect(throws: PlanFailure.self) { try FileTree.write(FileSpec(folder("no/f"), contents: [])) }
    }

    @Test func aTreeIsRemovedWithoutFollowingLinks() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("keep")))
        try FileTree.write(FileSpec(folder("keep/f"), contents: []))
        try FileTree.makeDirectory(DirectorySpec(folder("t/u")))
        symlink(folder("keep"), folder("t/link"))
        let strange: [CChar] = folder("t/").utf8CString.dropLast() + [CChar(bitPattern: 0xFF), 0]
        close(open(strange, O_CREAT | O_WRONLY, 0o644))
        FileTree.removeTree(folder("t"))
        #expect(try FileTree.list(folder.path).get() == ["keep"])
        #expect(try FileTree.list(folder("keep")).get() == ["f"])
    }

    @Test func aLinkIsSwitchedInOneStep() throws {
        try FileTree.switchLink(folder("conf"), to: "conf.a")
        try FileTree.switchLink(folder("conf"), to: "conf.b")
        #expect(FileTree.link(folder("conf")) == "conf.b")
        #expect(FileTree.link(folder.path) == nil)
    }
}
