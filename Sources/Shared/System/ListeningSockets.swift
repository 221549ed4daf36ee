import Glibc

/// The sockets that were bound for children; they stay open for the whole life of the runner, so that clients wait in
/// their backlogs while a child is started again.
struct ListeningSockets {
    private var unix: [String: Int32] = [:]
    private var ports: [ListenerSpec: Int32] = [:]

    /// The descriptors that the process is to get, in their order; those that are missing are bound now.
    mutating func descriptors(for spec: ProcessSpec) throws(PlanFailure) -> [Int32] {
        var found: [Int32] = []
        if let socket = spec.socket {
            if unix[socket.path] == nil { unix[socket.path] = Self.moved(try UnixSocket.listen(socket)) }
            found += unix[socket.path].map { [$0] } ?? []
        }
        for listener in spec.listeners { found.append(try descriptor(of: listener)) }
        return found
    }

    private mutating func descriptor(of listener: ListenerSpec) throws(PlanFailure) -> Int32 {
        if let open = ports[listener] { return open }
        do throws(PlanFailure) {
            let descriptor = Self.moved(
                try TCPListener.listen(
                    port: listener.port, isIPv6: listener.isIPv6, backlog: ListenerSpec.backlog))
            ports[listener] = descriptor
            return descriptor
        } catch {
            throw PlanFailure("cannot listen on \(listener.text): \(error.message)")
        }
    }

    /// Out of the way of the low numbers that children get their sockets as.
    private static func moved(_ descriptor: Int32) -> Int32 {
        let high = fcntl(descriptor, F_DUPFD_CLOEXEC, 100)
        guard high >= 0 else { return descriptor }
        close(descriptor)
        return high
    }

    /// No further connections; those that have begun still wait to be accepted.
    func refuseNew() {
        for descriptor in ports.values { TCPListener.refuseNew(descriptor) }
    }

    /// Connections that wait to be accepted.
    var queued: Int {
        ports.values.reduce(0) { $0 + TCPListener.queued($1) }
    }

    /// Nobody can connect any more, once the children have closed theirs too.
    mutating func closePorts() {
        for descriptor in ports.values { close(descriptor) }
        ports = [:]
    }
}
