import Glibc

/// The relay's loop: waits for what can be read or written, and never for anything else.
struct LogRelayLoop {
    private var streams: [LogRelayStream]
    /// The runner says "end" here; -1 when that was said, or the runner is gone.
    private var control: Int32
    private var isEnding = false
    private var codePages = CodePages()
    private var scratch = [UInt8](repeating: 0, count: 64 * 1024)
    /// Milliseconds without progress after which an ending relay discards what is not read.
    private static let timeout: Int32 = 1000

    init(streams: [LogRelayStream], control: Int32) {
        self.streams = streams
        self.control = control
    }

    /// Returns when all is written, or no reader takes it: after the order to end, or when all writers are gone.
    mutating func run() {
        while streams.contains(where: { isOpen($0) || $0.output >= 0 }) {
            guard let ready = wait() else { return }
            if ready.contains(control) { readControl() }
            for index in streams.indices {
                if ready.contains(streams[index].output) { streams[index].flush() }
                // When ending, whether or not there is anything: only a read tells that there is no more.
                if isEnding || ready.contains(streams[index].input) { streams[index].readSome(&scratch) }
            }
        }
    }

    /// Whether more can come in that is to be waited for.
    private func isOpen(_ stream: LogRelayStream) -> Bool {
        stream.input >= 0 && !(isEnding && stream.isInputEmpty)
    }

    /// The descriptors that something can be done with; nil when time is up.
    private mutating func wait() -> Set<Int32>? {
        var items = [pollfd(fd: control, events: Int16(POLLIN), revents: 0)]
        for stream in streams {
            items.append(pollfd(fd: isOpen(stream) ? stream.input : -1, events: Int16(POLLIN), revents: 0))
            items.append(pollfd(fd: stream.output, events: Int16(POLLOUT), revents: 0))
        }
        if !isEnding { codePages.release() }
        let count = retryingInterrupts { poll(&items, nfds_t(items.count), isEnding ? Self.timeout : -1) }
        return count <= 0 ? nil : Set(items.filter { $0.revents != 0 }.map(\.fd))
    }

    private mutating func readControl() {
        var byte: UInt8 = 0
        // End of file: the runner was killed. Then the children's ends decide.
        if read(control, &byte, 1) == 1 { isEnding = true }
        control = -1
    }
}
