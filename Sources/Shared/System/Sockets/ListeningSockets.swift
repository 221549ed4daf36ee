import Glibc
import Launch

/// The sockets that were bound for children; they stay open for the whole life of the runner, so that clients wait in
/// their backlogs while a child is started again.
package struct ListeningSockets {
    private var unix: [String: (descriptor: Int32, identity: [Int])] = [:]
    private var ports: [ListenerSpec: Int32] = [:]
    /// The ports that clients can connect to already.
    private var open: Set<ListenerSpec> = []

    package init() {}

    /// The descriptors that the process is to get, in their order; those that are missing are bound now.
    mutating func descriptors(for spec: ProcessSpec) throws(PlanFailure) -> [Int32] {
        var found: [Int32] = []
        if let socket = spec.socket {
            if unix[socket.path] == nil {
                unix[socket.path] = (Self.moved(try UnixSocket.listen(socket)), FileTree.identity(socket.path))
            }
            found += unix[socket.path].map { [$0.descriptor] } ?? []
        }
        for listener in spec.listeners { found.append(try descriptor(of: listener)) }
        return found
    }

    /// Takes the ports; no client can connect before a process is started that gets them.
    package mutating func reserve(_ listeners: [ListenerSpec]) throws(PlanFailure) {
        for listener in listeners where ports[listener] == nil {
            do throws(PlanFailure) {
                ports[listener] = Self.moved(try TCPListener.reserve(listener))
            } catch {
                throw PlanFailure(
                    "cannot listen on \(listener.text): \(error.message)", status: error.status)
            }
        }
    }

    private mutating func descriptor(of listener: ListenerSpec) throws(PlanFailure) -> Int32 {
        try reserve([listener])
        guard let descriptor = ports[listener] else {
            throw PlanFailure("cannot listen on \(listener.text): it is not reserved", status: .failure)
        }
        if open.insert(listener).inserted {
            do throws(PlanFailure) {
                try TCPListener.listen(descriptor, backlog: ListenerSpec.backlog)
            } catch {
                throw PlanFailure(
                    "cannot listen on \(listener.text): \(error.message)", status: error.status)
            }
        }
        return descriptor
    }

    /// Out of the way of the low numbers that children get their sockets as.
    private static func moved(_ descriptor: Int32) -> Int32 {
        let high = fcntl(descriptor, F_DUPFD_CLOEXEC, 100)
        guard high >= 0 else { return descriptor }
        close(descriptor)
        return high
    }

    /// No further connections; those that have begun still wait to be accepted.
    package func refuseNew(_ listeners: ListenerKind) {
        switch listeners {
        case .tcp:
            for descriptor in ports.values { TCPListener.refuseNew(descriptor) }
        case .unix:
            // Without its file no client finds it. Not the file of a runner that has taken this one's place already.
            for (path, socket) in unix where FileTree.identity(path) == socket.identity { FileTree.remove(path) }
        }
    }

    /// Whether no connection waits to be accepted: a listener with one in its queue is readable (poll(2)).
    package func isQueueEmpty(_ listeners: ListenerKind) -> Bool {
        let descriptors = listeners == .tcp ? Array(ports.values) : unix.values.map(\.descriptor)
        var items = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        return poll(&items, nfds_t(items.count), 0) <= 0
    }

    /// From now on no client can connect, once the children have closed theirs too.
    package mutating func closePorts() {
        for descriptor in ports.values { close(descriptor) }
        ports = [:]
        open = []
    }
}
