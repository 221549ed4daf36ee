import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct LaunchingTests {
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

    @Test func aBrokenBinaryIs126() throws {
        try folder.write("tool", "\u{7F}ELF no such format", mode: 0o755)
        let failure = #expect(throws: PlanFailure.self) { try CapturedProcess.run(ProcessSpec("t", folder("tool"))) }
        #expect(failure?.status == .notExecutable)
    }

    @Test func childrenLeadTheirOwnGroupUnlessTheyShareOurs() throws {
        let script = ["-c", "ps -o pgid= -p $$ >&2; echo $$ >&2"]
        let own = try CapturedProcess.run(ProcessSpec("t", "sh", script)).errors.split(whereSeparator: \.isWhitespace)
        #expect(own.count == 2 && own[0] == own[1])
        let shared = try CapturedProcess.run(ProcessSpec("t", "sh", script, group: .shared)).errors
        #expect(shared.split(whereSeparator: \.isWhitespace).first.map(String.init) == String(getpgrp()))
    }

    @Test func aSocketInAMissingFolderAndOneOnAFile() throws {
        let missing = SocketSpec(path: folder("none/s"), mode: 0o660, backlog: 1, owner: nil)
        let failure = #expect(throws: PlanFailure.self) { try UnixSocket.listen(missing) }
        #expect(failure?.message == "cannot listen on \(folder("none/s")): No such file or directory")
        try folder.write("s", "left over")
        close(try UnixSocket.listen(SocketSpec(path: folder("s"), mode: 0o600, backlog: 1, owner: nil)))
        #expect(mode(of: folder("s")) == 0o600)
    }

    @Test func aFreePortHasNothingAgainstIt() {
        #expect(Ports.reasonAgainst(ListenerSpec(port: 0, address: .anyIPv4)) == nil)
    }

    @Test(arguments: [("12\n", 12), (" 7 ", 7), ("", nil), ("x", nil)])
    func numbersOfPidfiles(text: String, pid: Int32?) {
        #expect(Pidfile.pid(in: Array(text.utf8)) == pid)
    }
}
