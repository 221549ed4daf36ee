import Glibc

/// One HTTP request, bounded in time, of which only the status counts: what a health command asks.
package enum HTTPProbe {
    package enum Address: Sendable, Equatable {
        case unixSocket(String)
        /// A port of this machine's own loopback address.
        case port(Int)
    }

    package enum Answer: Sendable, Equatable {
        case status(Int)
        /// The connection was accepted, and nothing was asked.
        case connected
        /// There is no socket file.
        case absent
        case refused
        /// No answer came in time.
        case silent
        case failed(String)
    }

    /// - Parameters:
    ///   - path: nil only connects.
    ///   - headers: beside `Host` and `Connection: close`; a connection that stays open would hold a sync worker.
    ///   - timeout: seconds for all of it.
    package static func get(
        _ address: Address, path: String?, host: String, headers: [(String, String)] = [], timeout: Double
    ) -> Answer {
        let family = if case .port = address { AF_INET } else { AF_UNIX }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { return .failed(systemReason()) }
        defer { close(descriptor) }
        let deadline = Clock.monotonic() + timeout
        if let problem = connect(descriptor, address, deadline: deadline) { return problem }
        guard let path else { return .connected }
        let lines =
            ["GET \(path) HTTP/1.1", "Host: \(host)", "Connection: close", "User-Agent: django-bootstrap-health"]
            + headers.map { "\($0.0): \($0.1)" }
        let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        guard
            request.withUnsafeBytes({ send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL)) })
                == request.count
        else { return .failed(systemReason()) }
        return readStatus(descriptor, deadline: deadline)
    }

    private static func connect(_ descriptor: Int32, _ address: Address, deadline: Double) -> Answer? {
        let result: Int32
        switch address {
        case .unixSocket(let path):
            guard var address = UnixSocket.address(of: path) else { return .failed("the socket's path is too long") }
            result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        case .port(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
            result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
        if result == 0 { return nil }
        switch errno {
        case EINPROGRESS: return wait(descriptor, for: POLLOUT, deadline: deadline) ? socketError(descriptor) : .silent
        // A Unix socket's backlog is full: busy, not gone.
        case EAGAIN: return .silent
        case ENOENT: return .absent
        case ECONNREFUSED: return .refused
        default: return .failed(systemReason())
        }
    }

    private static func socketError(_ descriptor: Int32) -> Answer? {
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
        if error == 0 { return nil }
        return error == ECONNREFUSED ? .refused : .failed(systemReason(error))
    }

    /// `HTTP/1.1 200 OK`: the three digits behind the first blank.
    private static func readStatus(_ descriptor: Int32, deadline: Double) -> Answer {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while line.count < 12 {
            guard wait(descriptor, for: POLLIN, deadline: deadline) else { return .silent }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return .failed("the connection was closed without an answer") }
            line += buffer[..<count]
        }
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/"), let status = Int(parts[1].prefix(3)) else {
            return .failed("the answer is not HTTP")
        }
        return .status(status)
    }

    private static func wait(_ descriptor: Int32, for event: Int32, deadline: Double) -> Bool {
        var item = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        while true {
            let left = Int32(max(0, (deadline - Clock.monotonic()) * 1000))
            let result = poll(&item, 1, left)
            if result > 0 { return true }
            if result == 0 || errno != EINTR { return false }
        }
    }
}
