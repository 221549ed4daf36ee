import Glibc
import Launch
import Settings

/// The listening Unix socket that the runner owns.
package enum UnixSocket {
    /// Binds and listens; a socket file without a listener is replaced.
    ///
    /// The file has its owner and mode before it has its name, so that neither wider permissions nor a file of another
    /// user's in its place can be used in between.
    static func listen(_ spec: SocketSpec) throws(PlanFailure) -> Int32 {
        let address = try check(spec)
        guard let (folder, name) = try SecureFolder.parent(of: spec.path) else {
            throw PlanFailure("cannot listen on \(spec.path)", code: ENOENT)
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(spec.path) }
        var bound: Bool
        if let owner = spec.owner, owner.uid != 0, geteuid() == 0 {
            bound = PrivateBind.bind(descriptor, name, in: folder, spec, owner: owner)
        } else {
            folder.remove(name)
            let previous = umask(0o777 & ~spec.mode)
            bound = bind(descriptor, address)
            umask(previous)
            if bound, let group = spec.group, geteuid() == 0 {
                bound = fchownat(folder.descriptor, name, 0, group, AT_SYMLINK_NOFOLLOW) == 0
            }
            bound = bound && fchmodat(folder.descriptor, name, spec.mode, 0) == 0
        }
        guard bound, Glibc.listen(descriptor, spec.backlog) == 0 else {
            let error = failure(spec.path)
            close(descriptor)
            throw error
        }
        return descriptor
    }

    static func bind(_ descriptor: Int32, _ address: sockaddr_un) -> Bool {
        var address = address
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    /// What would stop `listen`, as far as it can be known before: a path that is too long, a process that serves it.
    @discardableResult
    package static func check(_ spec: SocketSpec) throws(PlanFailure) -> sockaddr_un {
        let address = try self.address(spec.path)
        if isServed(address) {
            throw PlanFailure(
                "cannot listen on \(spec.path): another process serves it; stop it, or set "
                    + "\(CommonSettings.runDirectory.name) to another folder", status: .configuration)
        }
        return address
    }

    private static func failure(_ path: String) -> PlanFailure {
        PlanFailure("cannot listen on \(path)", code: errno)
    }

    private static func address(_ path: String) throws(PlanFailure) -> sockaddr_un {
        guard let address = address(of: path) else {
            throw PlanFailure(
                "cannot listen on \(path): a socket's path has at most \(capacity - 1) bytes; set "
                    + "\(CommonSettings.runDirectory.name) to a shorter folder", status: .configuration)
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
