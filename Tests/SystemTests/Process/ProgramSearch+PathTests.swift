import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct ProgramSearchPathTests {
    private let folder = TemporaryFolder()

    @Test func thePathOfTheChildsOwnEnvironmentCounts() throws {
        // A link: a program that was written just now can be "busy" while another test forks.
        try FileTree.switchLink(folder("tool"), to: "/bin/sh")
        let path = EnvironmentChange("PATH", .plain("\(folder.path):/usr/bin:/bin"), origin: "t")
        let spec = ProcessSpec("t", "tool", ["-c", "echo \"$0\" >&2"], environment: [path])
        #expect(try ProgramSearch.find(spec) == folder("tool"))
        #expect(try CapturedProcess.run(spec).errors == "tool\n")
    }

    @Test func whatCannotBeRunIsPassedOverInPath() throws {
        for name in ["a", "b"] { try FileTree.makeDirectory(DirectorySpec(folder(name))) }
        try folder.write("a/tool", "", mode: 0o644)
        try folder.write("b/tool", "", mode: 0o755)
        #expect(ProgramSearch.find("tool", path: "\(folder("a")):\(folder("b"))") == folder("b/tool"))
        #expect(ProgramSearch.find(folder("a/tool"), path: "") == nil)
        #expect(ProgramSearch.find("sh", path: "::/bin") == "/bin/sh", "an empty entry is the working folder")
    }

    @Test func aFolderIsFoundButNotExecutable() {
        let failure = #expect(throws: PlanFailure.self) { try ProgramSearch.find(ProcessSpec("t", folder.path)) }
        #expect(failure?.status == .notExecutable)
        let missing = #expect(throws: PlanFailure.self) { try ProgramSearch.find(ProcessSpec("t", folder("none"))) }
        #expect(missing?.status == .notFound && missing?.message.contains("no such file") == true)
    }

    @Test func aMissingProgramIs127AndOneThatCannotRun126() throws {
        let missing = #expect(throws: PlanFailure.self) { try ProgramSearch.find(ProcessSpec("t", "surely-not-here")) }
        #expect(missing?.status == .notFound && missing?.message.contains("surely-not-here") == true)
        try FileTree.write(FileSpec(folder("f"), contents: [], mode: 0o644))
        let plain = #expect(throws: PlanFailure.self) { try ProgramSearch.find(ProcessSpec("t", folder("f"))) }
        #expect(plain?.status == .notExecutable)
    }

    @Test func programsAreFoundInOrder() throws {
        for name in ["a", "b"] {
            try FileTree.makeDirectory(DirectorySpec(folder(name)))
            try FileTree.write(FileSpec(folder("\(name)/tool"), contents: [], mode: 0o755))
        }
        try FileTree.makeDirectory(DirectorySpec(folder("a/folder")))
        let path = "\(folder.path)/none:\(folder.path)/a:\(folder.path)/b"
        #expect(ProgramSearch.find("tool", path: path) == folder("a/tool"))
        #expect(ProgramSearch.find("folder", path: path) == nil)
        #expect(ProgramSearch.find("", path: path) == nil)
    }
}
