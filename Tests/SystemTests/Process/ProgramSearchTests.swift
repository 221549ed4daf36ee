import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

/// Programs that are started as root: another user must not be able to choose them.
@Suite(.enabled(if: geteuid() == 0, "the owner of a file matters to root alone")) struct ProgramSearchTests {
    private let folder = TemporaryFolder()
    private let nobody: uid_t = 65_534

    private func spec(_ owner: ProcessSpec.ProgramOwner = .root, path: String) -> ProcessSpec {
        var spec = ProcessSpec(
            "server", "server", environment: [EnvironmentChange("PATH", .plain(path), origin: "the test")])
        spec.programOwner = owner
        return spec
    }

    private func program(in name: String, owner: uid_t) throws -> String {
        mkdir(folder(name), 0o755)
        try folder.write("\(name)/server", "#!/bin/sh\n", mode: 0o755)
        chown(folder("\(name)/server"), owner, owner)
        return folder(name)
    }

    @Test func aProgramOfAnotherUsersIsPassedOver() throws {
        let path = try program(in: "theirs", owner: nobody) + ":" + program(in: "roots", owner: 0)
        #expect(try ProgramSearch.find(spec(path: path)) == FileTree.realPath(folder("roots/server")))
        #expect(try ProgramSearch.find(spec(.anyUser, path: path)) == folder("theirs/server"))
    }

    @Test(arguments: [mode_t(0o775), 0o757, 0o777]) func soIsOneInAFolderThatOthersCanWriteTo(mode: mode_t) throws {
        let path = try program(in: "open", owner: 0)
        chmod(path, mode)
        let failure = #expect(throws: PlanFailure.self) { try ProgramSearch.find(spec(path: path)) }
        #expect(failure?.message.contains("another user can change \(folder("open/server"))") == true)
        #expect(failure?.status == .notExecutable)
    }

    @Test func aFolderAboveCountsToo() throws {
        let path = try program(in: "above", owner: 0)
        mkdir(folder("home"), 0o755)
        #expect(rename(path, folder("home/bin")) == 0)
        chown(folder("home"), nobody, nobody)
        #expect(throws: PlanFailure.self) { try ProgramSearch.find(spec(path: folder("home/bin"))) }
    }

    @Test func aLinkOfAnotherUsersLeadsToTheRealProgramAtOnce() throws {
        let real = try program(in: "roots", owner: 0)
        mkdir(folder("links"), 0o755)
        symlink("\(real)/server", folder("links/server"))
        lchown(folder("links/server"), nobody, nobody)
        let found = try ProgramSearch.find(spec(path: folder("links")))
        #expect(found == FileTree.realPath(folder("roots/server")), "the link may lead elsewhere a moment later")
    }

    @Test func aMissingOneIsNotFound() {
        let failure = #expect(throws: PlanFailure.self) { try ProgramSearch.find(spec(path: folder.path)) }
        #expect(failure?.status == .notFound && failure?.message.contains("it is not in PATH") == true)
    }
}
