import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct UnixSocketCheckTests {
    private let folder = TemporaryFolder()

    @Test func aServedSocketMayBeCheckedWithoutTouchingIt() throws {
        let spec = SocketSpec(path: folder("s"), mode: 0o600, backlog: 1, owner: nil)
        #expect(throws: Never.self) { try UnixSocket.check(spec) }
        #expect(!HostProbe.system.exists(folder("s")), "a check makes nothing")
        let descriptor = try UnixSocket.listen(spec)
        #expect(throws: PlanFailure.self) { try UnixSocket.check(spec) }
        close(descriptor)
        #expect(throws: Never.self) { try UnixSocket.check(spec) }
        #expect(HostProbe.system.exists(folder("s")))
    }

    /// A backlog of 0 holds one connection: the next would wait.
    @Test func aServerWithAFullBacklogIsAServer() throws {
        let spec = SocketSpec(path: folder("s"), mode: 0o600, backlog: 0, owner: nil)
        let descriptor = try UnixSocket.listen(spec)
        defer { close(descriptor) }
        for _ in 0..<3 { #expect(throws: PlanFailure.self) { try UnixSocket.check(spec) } }
    }

    @Test func aSocketsPathMayHave107Bytes() throws {
        let name = String(repeating: "x", count: 107 - folder.path.utf8.count - 1)
        let spec = SocketSpec(path: folder(name), mode: 0o600, backlog: 1, owner: nil)
        close(try UnixSocket.listen(spec))
        let longer = SocketSpec(path: folder(name + "x"), mode: 0o600, backlog: 1, owner: nil)
        #expect(throws: PlanFailure.self) { try UnixSocket.check(longer) }
    }
}
