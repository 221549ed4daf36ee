import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

/// Questions to the real machine whose answers are known.
@Suite struct MachineTests {
    private let folder = TemporaryFolder()

    @Test func rootIsAnAccountEverywhere() throws {
        let root = try #require(Accounts.named("root"))
        #expect(root.uid == 0 && root.gid == 0 && root.groups.contains(0) && root.home.hasPrefix("/"))
        #expect(Accounts.named("surely-no-such-user") == nil)
    }

    @Test func theSystemsProbeAnswers() throws {
        try folder.write("f", "", mode: 0o755)
        try FileTree.switchLink(folder("dangling"), to: "nowhere")
        let host = HostProbe.system
        #expect(host.isRoot() == (geteuid() == 0))
        #expect(host.exists(folder("f")) && !host.exists(folder("dangling")) && !host.exists(folder("none")))
        #expect(host.isDirectory(folder.path) && !host.isDirectory(folder("f")))
        #expect(host.program("f", folder.path) == folder("f"))
        #expect(host.workingDirectory() == FileManager.default.currentDirectoryPath)
        #expect(host.openFileLimit() > 0)
    }

    @Test func aListenerOnOneAddressTakesThePort() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> Int32 in
                guard bind(descriptor, pointer, size) == 0, listen(descriptor, 1) == 0 else { return -1 }
                return getsockname(descriptor, pointer, &size)
            }
        }
        try #require(result == 0)
        let port = Int(in_port_t(bigEndian: address.sin_port))
        #expect(
            Ports.reasonAgainst(ListenerSpec(port: port, address: .anyIPv4)) == "Address already in use",
            "the default would listen on every address")
    }

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
