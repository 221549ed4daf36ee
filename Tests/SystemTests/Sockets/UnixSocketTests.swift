import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct UnixSocketTests {
    private let folder = TemporaryFolder()

    private func spec(_ name: String) -> SocketSpec {
        SocketSpec(path: folder(name), mode: 0o660, backlog: 8, owner: nil)
    }

    @Test func aSocketHasItsModeAndReplacesAStaleOne() throws {
        let first = try UnixSocket.listen(spec("s"))
        #expect(mode(of: folder("s")) == 0o660)
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

    @Test func aSocketInAMissingFolderAndOneOnAFile() throws {
        let missing = SocketSpec(path: folder("none/s"), mode: 0o660, backlog: 1, owner: nil)
        let failure = #expect(throws: PlanFailure.self) { try UnixSocket.listen(missing) }
        #expect(failure?.message == "cannot listen on \(folder("none/s")): No such file or directory")
        try folder.write("s", "left over")
        close(try UnixSocket.listen(SocketSpec(path: folder("s"), mode: 0o600, backlog: 1, owner: nil)))
        #expect(mode(of: folder("s")) == 0o600)
    }
}
