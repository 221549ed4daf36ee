import Foundation
import Testing

@testable import System

@Suite struct LogRelayStreamTests {
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
