import Glibc
import Launch
import Synchronization

/// Standard output, written whole.
package enum StandardOutput {
    package static func write(_ text: String) { writeAll(1, text) }
}

/// Standard error, written whole.
package enum StandardError {
    /// 2, or one that leads to the same place without blocking.
    private static let descriptor = Atomic<Int32>(2)

    @Sendable package static func write(_ text: String) { writeAll(descriptor.load(ordering: .relaxed), text) }

    /// From now on a line of this process waits a second at most: the keeper of the relay must not wait for the relay. The
    /// children inherit descriptor 2 itself, which blocks as they expect.
    static func useOwnDescription() {
        let own = open("/proc/self/fd/2", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        if own >= 0 { descriptor.store(own, ordering: .relaxed) }
    }

    static func useInherited() {
        let own = descriptor.exchange(2, ordering: .relaxed)
        if own != 2 { close(own) }
    }
}

/// Whether a person is looking.
package enum Terminal {
    package static var isOnStandardError: Bool { isatty(2) == 1 }
    package static var isOnStandardInput: Bool { isatty(0) == 1 }
}

/// One `write(2)` for a line, so that lines of several processes do not mix; errors cannot be reported anywhere.
private func writeAll(_ descriptor: Int32, _ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
            var item = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            if retryingInterrupts({ poll(&item, 1, 1000) }) <= 0 { return }
        } else if errno != EINTR {
            return
        }
    }
}

/// Ends the process with the status.
package func exitProcess(_ status: ExitStatus) -> Never {
    exit(status.code)
}
