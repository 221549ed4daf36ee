import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct ProcessTests {
    private let scratch = Scratch()

    @Test func stderrAndStatusAreCaught() throws {
        let result = try CapturedProcess.run(ProcessSpec("t", "sh", ["-c", "echo said >&2; exit 3"]))
        #expect(result.errors == "said\n" && result.termination == .exited(3))
        let killed = try CapturedProcess.run(ProcessSpec("t", "sh", ["-c", "kill -9 $$"]))
        #expect(killed.termination == .killed(9))
    }

    @Test func aChildGetsTheEnvironmentWithItsChanges() throws {
        let spec = ProcessSpec(
            "t", "sh", ["-c", "echo \"$A $B ${HOME-none}\" >&2"],
            environment: [
                EnvironmentChange("A", .plain("1"), origin: "t"),
                EnvironmentChange("B", .secret(Secret("2")), origin: "t"),
                EnvironmentChange("HOME", .removed, origin: "t"),
            ])
        #expect(try CapturedProcess.run(spec).errors == "1 2 none\n")
    }

    @Test func aMissingProgramIs127AndOneThatCannotRun126() throws {
        let missing = #expect(throws: PlanFailure.self) { try ProgramSearch.find(ProcessSpec("t", "surely-not-here")) }
        #expect(missing?.status == .notFound && missing?.message.contains("surely-not-here") == true)
        try FileTree.write(FileSpec(scratch.path + "/f", contents: [], mode: 0o644))
        let plain = #expect(throws: PlanFailure.self) { try ProgramSearch.find(ProcessSpec("t", scratch.path + "/f")) }
        #expect(plain?.status == .notExecutable)
    }

    @Test func programsAreFoundInOrder() throws {
        for folder in ["a", "b"] {
            try FileTree.makeDirectory(DirectorySpec(scratch.path + "/" + folder))
            try FileTree.write(FileSpec(scratch.path + "/\(folder)/tool", contents: [], mode: 0o755))
        }
        try FileTree.makeDirectory(DirectorySpec(scratch.path + "/a/folder"))
        let path = "\(scratch.path)/none:\(scratch.path)/a:\(scratch.path)/b"
        #expect(ProgramSearch.find("tool", path: path) == scratch.path + "/a/tool")
        #expect(ProgramSearch.find("folder", path: path) == nil)
        #expect(ProgramSearch.find("", path: path) == nil)
    }
}

@Suite struct SocketTests {
    private let scratch = Scratch()

    private func spec(_ name: String) -> SocketSpec {
        SocketSpec(path: scratch.path + "/" + name, mode: 0o660, backlog: 8, owner: nil)
    }

    @Test func aSocketHasItsModeAndReplacesAStaleOne() throws {
        let first = try UnixSocket.listen(spec("s"))
        #expect(scratch.mode("s") == 0o660)
        close(first)
        let second = try UnixSocket.listen(spec("s"))
        close(second)
    }

    @Test func aServedSocketIsLeftAlone() throws {
        let first = try UnixSocket.listen(spec("s"))
        defer { close(first) }
        let failure = #expect(throws: PlanFailure.self) { try UnixSocket.listen(spec("s")) }
        #expect(failure?.message.contains("another process serves it") == true)
    }

    @Test func aPathThatIsTooLongIsSaid() {
        let failure = #expect(throws: PlanFailure.self) {
            try UnixSocket.listen(spec(String(repeating: "x", count: 108)))
        }
        #expect(failure?.message.contains("at most 107 bytes") == true)
    }

    @Test func aPortInUseHasAReason() {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size)
                listen(descriptor, 1)
                getsockname(descriptor, $0, &size)
            }
        }
        #expect(
            Ports.reasonAgainst(ListenerSpec(port: Int(in_port_t(bigEndian: address.sin_port)), address: .anyIPv4))
                == "Address already in use")
    }
}
