import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import System

/// What counts as a file of the user's, on a real disk.
@Suite struct OverridesFindTests {
    private let folder = TemporaryFolder()

    private func found() throws -> Overrides.Found {
        try Overrides.find(in: folder("nginx"))
    }

    private func write(_ name: String, _ text: String = "# mine\n") throws {
        let path = "nginx/" + name
        let parent = folder(path).components(separatedBy: "/").dropLast().joined(separator: "/")
        try FileTree.makeDirectory(DirectorySpec(parent))
        try folder.write(path, text)
    }

    @Test func eachFileKeepsItsPlaceAndBytes() throws {
        try write("conf.d/django.conf.d/locations/root.conf", "location / {}\n")
        let file = try #require(try found().files.first)
        #expect(file.path == "conf.d/django.conf.d/locations/root.conf")
        #expect(file.source == folder("nginx/conf.d/django.conf.d/locations/root.conf"))
        #expect(file.contents == Array("location / {}\n".utf8))
    }

    @Test func anAdditionIsTakenAlongButReplacesNothing() throws {
        try write("snippets/tls.conf")
        #expect(try found().files.map(\.path) == ["snippets/tls.conf"])
        #expect(try found().ours.isEmpty)
    }

    @Test(arguments: Templates.all.map(\.name)) func everyFileOfOursCanBeReplacedAndIsOursUntouched(name: String) throws
    {
        try write(name, GeneratedMark.stamp("x\n"))
        #expect(try found().files.isEmpty)
        try write(name, GeneratedMark.stamp("x\n") + "# and this\n")
        #expect(try found().ours == [folder("nginx/" + name)])
    }

    /// Kubernetes mounts a ConfigMap as links by way of `..data`.
    @Test func aMountedConfigMapIsReadOnce() throws {
        try write("conf.d/..2026/django.conf", "server {}\n")
        symlink("..2026", folder("nginx/conf.d/..data"))
        symlink("..data/django.conf", folder("nginx/conf.d/django.conf"))
        #expect(try found().files.map(\.path) == ["conf.d/django.conf"])
        #expect(try found().files.first?.contents == Array("server {}\n".utf8))
    }

    @Test func aLinkToAFolderIsFollowed() throws {
        try folder.write("elsewhere.conf", "map {}\n")
        try FileTree.makeDirectory(DirectorySpec(folder("maps")))
        try folder.write("maps/own.conf", "map {}\n")
        try FileTree.makeDirectory(DirectorySpec(folder("nginx/conf.d")))
        symlink(folder("maps"), folder("nginx/conf.d/maps"))
        symlink(folder("elsewhere.conf"), folder("nginx/conf.d/status.conf"))
        #expect(try found().files.map(\.path) == ["conf.d/maps/own.conf", "conf.d/status.conf"])
        #expect(try found().ours == [folder("nginx/conf.d/status.conf")])
    }

    @Test func aLoopOfLinksEnds() throws {
        try write("conf.d/own.conf")
        symlink(folder("nginx"), folder("nginx/conf.d/again"))
        let files = try found().files
        #expect(files.contains { $0.path == "conf.d/own.conf" })
        #expect(files.count <= 8)
    }

    /// The usual way to switch a file off.
    @Test func aLinkToNothingIsAnEmptyFile() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("nginx/conf.d")))
        symlink("/dev/null", folder("nginx/conf.d/status.conf"))
        #expect(try found().files.map(\.contents) == [[]])
        #expect(try found().ours == [folder("nginx/conf.d/status.conf")])
    }

    @Test func aFileInPlaceOfOursThatCannotBeReadIsAFailure() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("nginx")))
        symlink("gone", folder("nginx/nginx.conf"))
        let failure = #expect(throws: PlanFailure.self) { try found() }
        #expect(failure?.message.hasPrefix("cannot read \(folder("nginx/nginx.conf")): ") == true)
    }

    @Test func anotherFileThatCannotBeReadIsLeftAlone() throws {
        try write("conf.d/own.conf")
        symlink("gone", folder("nginx/site.key"))
        #expect(try found().files.map(\.path) == ["conf.d/own.conf"])
    }

    @Test func anAbsentFolderAndAnEmptyOneHoldNothing() throws {
        #expect(try found().files.isEmpty && found().ours.isEmpty)
        try FileTree.makeDirectory(DirectorySpec(folder("nginx/conf.d")))
        #expect(try found().files.isEmpty)
    }
}
