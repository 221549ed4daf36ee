import Glibc

/// The real stdout or stderr as the relay writes to it: never waiting for its reader.
struct LogSink {
    enum Outcome: Equatable {
        case wrote(Int)
        /// The reader does not read.
        case full
        /// There is no reader.
        case gone
    }

    private enum Way {
        /// A separate open file description: O_NONBLOCK on the inherited one would affect every process that has it.
        case nonblocking
        case socket
        /// A FIFO of another user that this process may not open anew.
        case careful
    }

    /// What poll(2) is asked about.
    let descriptor: Int32
    private let way: Way

    /// - Parameter inherited: a descriptor for which `LogPipes.canRelay` holds.
    init(_ inherited: Int32) {
        var info = stat()
        if fstat(inherited, &info) == 0, info.st_mode & S_IFMT == S_IFSOCK {
            descriptor = inherited
            way = .socket
            return
        }
        let own = open("/proc/self/fd/\(inherited)", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        descriptor = own >= 0 ? own : inherited
        way = own >= 0 ? .nonblocking : .careful
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        let count: Int
        switch way {
        case .nonblocking:
            count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        case .socket:
            count = send(
                descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        case .careful:
            // A pipe that poll(2) calls writable has a free page, and PIPE_BUF bytes of one writer fit into a page.
            var item = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&item, 1, 0) > 0 else { return .full }
            count = Glibc.write(descriptor, bytes.baseAddress, min(bytes.count, Int(PIPE_BUF)))
        }
        if count >= 0 { return .wrote(count) }
        return [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? .full : .gone
    }
}
