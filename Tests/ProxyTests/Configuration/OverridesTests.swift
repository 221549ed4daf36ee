import Foundation
import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import System

@Suite struct OverridesTests {
    @Test func filesOfTheUsersAreFoundAtAnyDepth() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
        defer { FileTree.removeTree(root) }
        try FileTree.makeDirectory(DirectorySpec(root + "/conf.d/django.conf.d/maps"))
        let write = { (name: String, text: String) throws(PlanFailure) in
            try FileTree.write(FileSpec(root + "/" + name, contents: Array(text.utf8)))
        }
        try write("conf.d/django.conf", "server {}\n")
        try write("conf.d/status.conf", GeneratedMark.stamp("server {}\n"))
        try write("conf.d/django.conf.d/maps/own.conf", "map\n")
        symlink(root + "/conf.d", root + "/conf.d/loop")
        let found = try Overrides.find(in: root)
        #expect(found.ours == [root + "/conf.d/django.conf"])
        let paths = found.files.map(\.path).filter { !$0.contains("loop") }
        #expect(paths == ["conf.d/django.conf", "conf.d/django.conf.d/maps/own.conf"])
        #expect(try Overrides.find(in: root + "/none").files.isEmpty)
    }
}
