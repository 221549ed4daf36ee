import Glibc

/// Questions about TCP ports of this machine.
package enum Ports {
    /// Why a server could not listen on the port on all addresses, of IPv4 and of IPv6 where there is any; nil when it
    /// could. Only binds: who connected to a listener that is closed again in a moment would be reset.
    package static func reasonAgainst(_ port: Int) -> String? {
        for isIPv6 in hasIPv6() ? [false, true] : [false] {
            do throws(PlanFailure) {
                close(try TCPListener.bind(port: port, isIPv6: isIPv6))
            } catch {
                return error.message
            }
        }
        return nil
    }

    /// Whether this machine can listen on IPv6: containers are often built without.
    package static func hasIPv6() -> Bool {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
            }
        } == 0
    }
}
