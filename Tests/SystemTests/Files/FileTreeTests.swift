import Foundation
import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import System

/// A folder of a test's own, removed when the test is over.
final class Scratch {
    let path: String
    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "bootstrap-\(UUID().uuidString.prefix(8))").path()
        mkdir(path, 0o755)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func mode(_ name: String) -> UInt32 {
        var info = stat()
        return lstat(path + "/" + name, &info) == 0 ? info.st_mode & 0o7777 : 0
    }
}

@Suite struct FileTreeTests {
    private let scratch = Scratch()

    @Test func foldersGetTheirModesWhateverTheUmask() throws {
        try FileTree.makeDirectory(DirectorySpec(scratch.path + "/a/b", mode: 0o750))
        #expect(scratch.mode("a") == 0o755 && scratch.mode("a/b") == 0o750)
        try FileTree.makeDirectory(DirectorySpec(scratch.path + "/a/b", mode: 0o755))
        #expect(scratch.mode("a/b") == 0o755)
    }

    @Test func aFileInTheWayIsSaid() throws {
        try FileTree.write(FileSpec(scratch.path + "/f", contents: Array("x".utf8)))
        #expect(throws: PlanFailure.self) { try FileTree.makeDirectory(DirectorySpec(scratch.path + "/f")) }
        #expect(throws: PlanFailure.self) { try FileTree.makeDirectory(DirectorySpec(scratch.path + "/f/g")) }
    }

    @Test func filesAreReplacedWhole() throws {
        try FileTree.write(FileSpec(scratch.path + "/f", contents: Array("old".utf8), mode: 0o600))
        try FileTree.write(FileSpec(scratch.path + "/f", contents: Array("new".utf8), mode: 0o644))
        #expect(try FileTree.read(scratch.path + "/f").get() == Array("new".utf8))
        #expect(scratch.mode("f") == 0o644)
        #expect(try FileTree.list(scratch.path).get() == ["f"], "nothing temporary stays")
        #expect(throws: PlanFailure.self) { try FileTree.write(FileSpec(scratch.path + "/no/f", contents: [])) }
    }

    @Test func aTreeIsRemovedWithoutFollowingLinks() throws {
        try FileTree.makeDirectory(DirectorySpec(scratch.path + "/keep"))
        try FileTree.write(FileSpec(scratch.path + "/keep/f", contents: []))
        try FileTree.makeDirectory(DirectorySpec(scratch.path + "/t/u"))
        symlink(scratch.path + "/keep", scratch.path + "/t/link")
        let strange: [CChar] = (scratch.path + "/t/").utf8CString.dropLast() + [CChar(bitPattern: 0xFF), 0]
        close(open(strange, O_CREAT | O_WRONLY, 0o644))
        FileTree.removeTree(scratch.path + "/t")
        #expect(try FileTree.list(scratch.path).get() == ["keep"])
        #expect(try FileTree.list(scratch.path + "/keep").get() == ["f"])
    }

    @Test func aLinkIsSwitchedInOneStep() throws {
        try FileTree.switchLink(scratch.path + "/conf", to: "conf.a")
        try FileTree.switchLink(scratch.path + "/conf", to: "conf.b")
        #expect(FileTree.link(scratch.path + "/conf") == "conf.b")
        #expect(FileTree.link(scratch.path) == nil)
    }

    @Test func stalePidfilesGoAndLiveOnesStay() throws {
        let pidfile = scratch.path + "/p.pid"
        for (contents, program, stays) in [
            ("999999999\n", "celery", false), ("no number", "celery", false),
            ("\(getpid())\n", "surely-not-this-program", false), ("\(getpid())\n", "swift", true),
        ] {
            try FileTree.write(FileSpec(pidfile, contents: Array(contents.utf8)))
            Pidfile.removeStale(PidfileSpec(pidfile, program: program))
            #expect((access(pidfile, F_OK) == 0) == stays, "\(contents) \(program)")
        }
    }
}
