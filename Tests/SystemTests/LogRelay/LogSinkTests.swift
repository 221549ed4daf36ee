import Foundation
import Testing

@testable import System

/// On real pipes and sockets.
@Suite struct LogSinkTests {
    private func write(_ count: Int, to sink: LogSink) -> LogSink.Outcome {
        [UInt8](repeating: 65, count: count).withUnsafeBytes(sink.write)
    }

    @Test func aFullPipeIsNotWaitedForAndNobodyElseNotices() {
        let (readEnd, writeEnd) = smallPipe()
        defer { close(readEnd) }
        let sink = LogSink(writeEnd)
        #expect(write(10_000, to: sink) == .wrote(4096))
        #expect(write(1, to: sink) == .full)
        #expect(fcntl(writeEnd, F_GETFL) & O_NONBLOCK == 0, "the description that others have still blocks")
        #expect(sink.descriptor != writeEnd)
        close(sink.descriptor)
        close(writeEnd)
    }

    @Test func aReaderThatIsGoneIsNoError() {
        signal(SIGPIPE, SIG_IGN)
        let (readEnd, writeEnd) = smallPipe()
        let sink = LogSink(writeEnd)
        close(readEnd)
        #expect(write(10, to: sink) == .gone)
        close(sink.descriptor)
        close(writeEnd)
    }

    @Test func aSocketIsNotWaitedForEither() {
        var ends: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        let sink = LogSink(ends[0])
        var outcome = write(65_536, to: sink)
        while case .wrote = outcome { outcome = write(65_536, to: sink) }
        #expect(outcome == .full)
        #expect(fcntl(ends[0], F_GETFL) & O_NONBLOCK == 0)
        close(ends[1])
        #expect(write(1, to: sink) == .gone)
        close(ends[0])
    }
}
