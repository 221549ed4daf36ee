import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

/// Real sockets on loopback.
@Suite struct TCPListenerTests {
    private func listener() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = try TCPListener.reserve(ListenerSpec(port: 0, address: .anyIPv4))
        try TCPListener.listen(descriptor, backlog: 8)
        return (descriptor, boundPort(of: descriptor))
    }

    /// A client's socket, and whether it was connected within the time (seconds).
    private func connect(_ port: UInt16, within time: Double = 5) -> (client: Int32, isConnected: Bool) {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        withUnsafePointer(to: &address) {
            _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var item = pollfd(fd: client, events: Int16(POLLOUT), revents: 0)
        return (client, poll(&item, 1, Int32(time * 1000)) == 1 && item.revents == Int16(POLLOUT))
    }

    @Test func nobodyNewButWhoIsThereIsAccepted() throws {
        let (descriptor, port) = try listener()
        defer { close(descriptor) }
        let waiting = connect(port)
        #expect(waiting.isConnected)
        #expect(TCPListener.refuseNew(descriptor))
        let late = connect(port, within: 0.3)
        #expect(!late.isConnected, "its packets are dropped: no answer, not even a refusal")
        let accepted = accept(descriptor, nil, nil)
        #expect(accepted >= 0 && send(waiting.client, "hello", 5, 0) == 5)
        var item = pollfd(fd: accepted, events: Int16(POLLIN), revents: 0)
        #expect(poll(&item, 1, 5000) == 1, "what comes on an open connection still comes")
        for socket in [waiting.client, late.client, accepted] { close(socket) }
    }

    @Test func aPortThatIsTaken() throws {
        let (descriptor, port) = try listener()
        defer { close(descriptor) }
        let failure = #expect(throws: PlanFailure.self) {
            try TCPListener.reserve(ListenerSpec(port: Int(port), address: .anyIPv4))
        }
        #expect(failure?.message == "Address already in use")
        #expect(Ports.reasonAgainst(ListenerSpec(port: Int(port), address: .anyIPv4)) == "Address already in use")
    }

    @Test func aPortThatIsReservedIsNobodyElsesToTry() throws {
        let ours = try TCPListener.reserve(ListenerSpec(port: 0, address: .anyIPv4))
        defer { close(ours) }
        let port = boundPort(of: ours)
        #expect(throws: PlanFailure.self) { try TCPListener.bind(ListenerSpec(port: Int(port), address: .anyIPv4)) }
        #expect(HTTPProbe.get(.port(Int(port)), path: nil, host: "", timeout: 5) == .refused)
        try TCPListener.listen(ours, backlog: 1)
        #expect(HTTPProbe.get(.port(Int(port)), path: nil, host: "", timeout: 5) == .connected)
    }
}
