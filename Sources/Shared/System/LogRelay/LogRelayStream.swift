import Glibc

/// One stream through the relay: a pipe that is always read, a buffer, a sink that is written when it can be.
struct LogRelayStream {
    /// What poll(2) is asked about; -1 when all writers have closed the other end.
    private(set) var input: Int32
    /// The pipe had nothing more at the last reading.
    private(set) var isInputEmpty = true
    private let sink: LogSink
    private var buffer = LogBuffer(limit: LogRelay.limit)
    private let describe: (LogBuffer.Gap) -> String

    /// - Parameters:
    ///   - input: the end of a pipe, not blocking.
    ///   - describe: the line that reports a gap.
    init(input: Int32, sink: LogSink, describe: @escaping (LogBuffer.Gap) -> String) {
        self.input = input
        self.sink = sink
        self.describe = describe
    }

    /// -1 unless something waits to be written.
    var output: Int32 { buffer.count > 0 ? sink.descriptor : -1 }

    /// Takes what one read(2) gives, and passes it on as far as it goes.
    mutating func readSome(_ scratch: inout [UInt8]) {
        guard input >= 0 else { return }
        let count = read(input, &scratch, scratch.count)
        isInputEmpty = count <= 0
        if count > 0 {
            buffer.append(scratch[..<count])
            flush()
        } else if count == 0 {
            close(input)
            input = -1
        }
    }

    mutating func flush() {
        while buffer.count > 0 {
            switch buffer.withPending(sink.write) {
            case .wrote(let count):
                buffer.wrote(count, now: Clock.monotonic())
                if let gap = buffer.takeGap() { buffer.insert(describe(gap)) }
            case .full:
                return buffer.stalled(now: Clock.monotonic())
            case .gone:
                return buffer.discard()
            }
        }
    }
}
