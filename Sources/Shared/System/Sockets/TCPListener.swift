import CLinux
import Glibc
import Launch

/// Listening TCP sockets that the runner owns.
enum TCPListener {
    /// Takes a port of an address before any client can connect to it; the failure's message is the bare reason.
    ///
    /// Until `listen` no other process can have it either, not even as a test: `nginx -t` listens where the files say, and
    /// a client that connects to it is reset when it ends a moment later. That Nginx skips a port in use.
    static func reserve(_ listener: ListenerSpec) throws(PlanFailure) -> Int32 {
        let descriptor = try bind(listener)
        // Two sockets that both reuse an address may have it together as long as none of them listens (socket(7)).
        set(descriptor, SOL_SOCKET, SO_REUSEADDR, to: 0)
        return descriptor
    }

    static func listen(_ descriptor: Int32, backlog: Int32) throws(PlanFailure) {
        // Tried again: connections of an earlier run may linger.
        set(descriptor, SOL_SOCKET, SO_REUSEADDR)
        guard Glibc.listen(descriptor, backlog) == 0 else { throw failure() }
    }

    /// A socket with the port, as a server binds it.
    static func bind(_ listener: ListenerSpec) throws(PlanFailure) -> Int32 {
        let isIPv6 = listener.address.isIPv6
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, kind, 0)
        guard descriptor >= 0 else { throw failure() }
        // As servers do: connections that linger from an earlier run are no obstacle, a listener is.
        set(descriptor, SOL_SOCKET, SO_REUSEADDR)
        // As Nginx does: each family has a listener of its own.
        if isIPv6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY) }
        guard bind(descriptor, to: listener) == 0 else {
            let failure = failure()
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    /// Silently drops new SYNs; established connections can still be accepted.
    ///
    /// Closing a listener resets every connection that waits in its queue, a request that was sent already included. So
    /// before that the queue must run dry: a socket filter (socket(7), SO_ATTACH_FILTER) drops each SYN, which the client
    /// sends again a second later, when it is refused or reaches another server. False where the kernel has no filters.
    @discardableResult
    static func refuseNew(_ descriptor: Int32) -> Bool {
        let program = [
            // The byte of the TCP header that holds the flags (RFC 9293, 3.1).
            instruction(BPF_LD | BPF_B | BPF_ABS, 13),
            instruction(BPF_ALU | BPF_AND | BPF_K, syn | ack),
            instruction(BPF_JMP | BPF_JEQ | BPF_K, syn, skipUnlessEqual: 1),
            instruction(BPF_RET | BPF_K, 0),  // drop
            instruction(BPF_RET | BPF_K, UInt32.max),  // keep
        ]
        return linux_attach_filter(descriptor, program, UInt16(program.count)) == 0
    }

    /// Flags of a TCP segment (RFC 9293, 3.1).
    private static let syn: UInt32 = 0x02
    private static let ack: UInt32 = 0x10

    private static func instruction(_ code: Int32, _ operand: UInt32, skipUnlessEqual: UInt8 = 0) -> sock_filter {
        sock_filter(code: UInt16(code), jt: 0, jf: skipUnlessEqual, k: operand)
    }

    /// The bare reason of a failed system call.
    private static func failure() -> PlanFailure {
        PlanFailure(systemReason(), status: ExitStatus(systemError: errno))
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, to value: Int32 = 1) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func bind(_ descriptor: Int32, to listener: ListenerSpec) -> Int32 {
        let port = in_port_t(listener.port).bigEndian
        if listener.address.isIPv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port
            withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: listener.address.bytes) }
            return bind(descriptor, &address)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port
        withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: listener.address.bytes) }
        return bind(descriptor, &address)
    }

    private static func bind<Address>(_ descriptor: Int32, _ address: inout Address) -> Int32 {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
