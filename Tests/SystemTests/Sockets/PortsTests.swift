import Glibc
import Testing

@testable import Launch
@testable import System

@Suite struct PortsTests {
    @Test func aFreePortHasNothingAgainstIt() {
        #expect(Ports.reasonAgainst(ListenerSpec(port: 0, address: .anyIPv4)) == nil)
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
}
