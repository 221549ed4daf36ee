import Foundation
import Testing

@testable import System

/// The relay's parts on real pipes and sockets.
@Suite struct LogRelayTests {
    /// A pipe of one page.
    private func smallPipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        _ = fcntl(ends[1], 1031, 4096)
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        return (ends[0], ends[1])
    }

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

    @Test func onlyWhatCanStallIsRelayed() {
        let (readEnd, writeEnd) = smallPipe()
        var sockets: [Int32] = [-1, -1]
        var datagrams: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets)
        socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &datagrams)
        let null = open("/dev/null", O_WRONLY)
        let file = open("/proc/self/exe", O_RDONLY)
        #expect(LogPipes.canRelay(writeEnd) && LogPipes.canRelay(sockets[0]))
        #expect(!LogPipes.canRelay(datagrams[0]) && !LogPipes.canRelay(null) && !LogPipes.canRelay(file))
        #expect(!LogPipes.canRelay(-1))
        for descriptor in [readEnd, writeEnd, null, file] + sockets + datagrams { close(descriptor) }
    }

    @Test func linesPassWholeAndInOrder() {
        let (input, writer) = smallPipe()
        let (reader, output) = smallPipe()
        var stream = LogRelayStream(input: input, sink: LogSink(output)) { _ in "gap\n" }
        var scratch = [UInt8](repeating: 0, count: 1024)
        Glibc.write(writer, "one\ntwo\n", 8)
        stream.readSome(&scratch)
        #expect(stream.output == -1, "nothing waits")
        let count = read(reader, &scratch, scratch.count)
        #expect(String(decoding: scratch[..<max(0, count)], as: UTF8.self) == "one\ntwo\n")
        close(writer)
        stream.readSome(&scratch)
        #expect(stream.input == -1, "no process can write")
        close(reader)
        close(output)
    }
}
