import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import System

/// The tree on disk: folders, modes, and what happens to what was there.
@Suite struct TreeInstallerInstallTests {
    private let folder = TemporaryFolder()

    private func files(below path: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { !FileTree.isDirectory(path + "/" + $0) }
            .sorted()
    }

    @Test func theTreeIsWhole() throws {
        let tree = try NginxTree(proxyConfiguration(), overrides: [])
        try TreeInstaller.write(tree, to: folder("a/b"))
        #expect(try files(below: folder("a/b")) == tree.files.map(\.path).sorted())
        #expect(mode(of: folder("a/b/conf.d/django.conf.d")) == 0o755)
    }

    @Test func whatWasThereIsReplacedFileByFile() throws {
        let tree = try NginxTree(proxyConfiguration(), overrides: [])
        try FileTree.makeDirectory(DirectorySpec(folder("out")))
        try folder.write("out/nginx.conf", "old")
        try folder.write("out/own.txt", "kept")
        try TreeInstaller.write(tree, to: folder("out"))
        #expect(try folder.text("out/nginx.conf") != "old")
        #expect(try folder.text("out/own.txt") == "kept")
    }

    @Test func aFolderThatCannotBeMadeIsAFailure() throws {
        try folder.write("file", "")
        let tree = try NginxTree(proxyConfiguration(), overrides: [])
        let failure = #expect(throws: PlanFailure.self) { try TreeInstaller.write(tree, to: folder("file/conf")) }
        #expect(failure?.message.hasPrefix("cannot make folder \(folder("file"))") == true)
    }

    @Test func bytesOfTheUsersThatAreNoTextStay() throws {
        let own = Overrides.File(path: "geo/db.bin", contents: [0xFF, 0x00, 0xFE], source: "/etc/nginx/geo/db.bin")
        let configuration = proxyConfiguration()
        try TreeInstaller.write(
            NginxTree(configuration, overrides: [own]), to: folder("out"), layout: configuration.layout)
        #expect(try FileTree.read(folder("out/geo/db.bin")).get() == [0xFF, 0x00, 0xFE])
    }

    @Test func includesBelowTheSettingsFolderAndTheUsualOneAreLedToTheTree() throws {
        let text = "include /cfg/nginx/a.conf;\ninclude /etc/nginx/b.conf;\ninclude c.conf;\n"
        let own = Overrides.File(path: "nginx.conf", contents: Array(text.utf8), source: "/cfg/nginx/nginx.conf")
        let configuration = proxyConfiguration(["BOOTSTRAP_CONFIG_DIR": "/cfg"])
        try TreeInstaller.write(
            NginxTree(configuration, overrides: [own]), to: folder("out"), layout: configuration.layout)
        let root = folder("out")
        #expect(
            try folder.text("out/nginx.conf")
                == "include \"\(root)/a.conf\";\ninclude \"\(root)/b.conf\";\ninclude c.conf;\n")
    }

    /// A certificate's key lies below `/etc/nginx` too, for root alone; the copy must not be world-readable.
    @Test func aCopyIsNotOpenerThanTheUsersFile() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("nginx/tls")))
        try folder.write("nginx/tls/site.key", "KEY\n", mode: 0o600)
        let tree = try NginxTree(proxyConfiguration(), overrides: Overrides.find(in: folder("nginx")).files)
        try TreeInstaller.write(tree, to: folder("out"))
        #expect(mode(of: folder("out/tls/site.key")) & 0o077 == 0)
    }
}
