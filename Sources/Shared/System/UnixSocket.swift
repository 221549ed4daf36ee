import Glibc

/// The listening Unix socket that the runner owns.
enum UnixSocket {
    /// Binds and listens; a socket file that nobody listens on any more is replaced.
    ///
    /// The file gets its mode before `listen`, so that nobody connects through wider permissions.
    static func listen(_ spec: SocketSpec) throws(PlanFailure) -> Int32 {
        var address = try check(spec)
        unlink(spec.path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(spec.path) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if bound == 0, let owner = spec.owner { chown(spec.path, owner.uid, owner.gid) }
        guard bound == 0, chmod(spec.path, spec.mode) == 0, Glibc.listen(descriptor, spec.backlog) == 0 else {
            let error = failure(spec.path)
            close(descriptor)
            throw error
        }
        return descriptor
    }

    /// What would stop `listen`, as far as it can be known before: a path that is too long, somebody who serves it.
    @discardableResult
    static func check(_ spec: SocketSpec) throws(PlanFailure) -> sockaddr_un {
        let address = try self.address(spec.path)
        if isServed(address) {
            throw PlanFailure(
                "cannot listen on \(spec.path): another process serves it; stop it, or set "
                    + "\(CommonSettings.runDirectory.name) to another folder")
        }
        return address
    }

    /// A listening socket can be read from while a connection waits to be accepted (poll(2)).
    static func hasBacklog(_ listener: Int32) -> Bool {
        var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    private static func failure(_ path: String) -> PlanFailure {
        PlanFailure("cannot listen on \(path): \(systemReason())")
    }

    private static func address(_ path: String) throws(PlanFailure) -> sockaddr_un {
        guard let address = address(of: path) else {
            throw PlanFailure(
                "cannot listen on \(path): a socket's path has at most \(capacity - 1) bytes; set "
                    + "\(CommonSettings.runDirectory.name) to a shorter folder")
        }
        return address
    }

    private static let capacity = MemoryLayout.size(ofValue: sockaddr_un().sun_path)

    /// nil when the path is too long for one.
    static func address(of path: String) -> sockaddr_un? {
        guard path.utf8.count < capacity else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return address
    }

    private static func isServed(_ address: sockaddr_un) -> Bool {
        // Not blocking: a server with a full backlog would keep us waiting, and is one all the same (EAGAIN).
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let probe = socket(AF_UNIX, kind, 0)
        defer { close(probe) }
        var address = address
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 || errno == EAGAIN
    }
}
