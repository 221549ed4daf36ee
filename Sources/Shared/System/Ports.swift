import Glibc

/// Questions about TCP ports of this machine.
package enum Ports {
    /// Why a server could not listen on the port on all addresses, of IPv4 and of IPv6 where there is any; nil when it
    /// could.
    package static func reasonAgainst(_ port: Int) -> String? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        if let reason = reasonAgainst(AF_INET, &address) { return reason }
        guard hasIPv6() else { return nil }
        var address6 = sockaddr_in6()
        address6.sin6_family = sa_family_t(AF_INET6)
        address6.sin6_port = in_port_t(port).bigEndian
        return reasonAgainst(AF_INET6, &address6)
    }

    private static func reasonAgainst<Address>(_ family: Int32, _ address: inout Address) -> String? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return systemReason() }
        defer { close(descriptor) }
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        // As servers do: connections that linger from an earlier run are no obstacle, a listener is.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
        // As Nginx does: each family has a listener of its own.
        if family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        return bound == 0 && listen(descriptor, 1) == 0 ? nil : systemReason()
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
