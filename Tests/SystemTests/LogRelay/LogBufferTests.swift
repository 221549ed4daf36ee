import Testing

@testable import System

/// Bytes in, bytes out: what waits, what is dropped, and what is said of it.
@Suite struct LogBufferTests {
    private var buffer = LogBuffer(limit: 20)

    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    private func text(_ buffer: LogBuffer) -> String {
        buffer.withPending { String(decoding: $0, as: UTF8.self) }
    }

    /// Writes all that waits, as a reader that reads again lets one do.
    private mutating func read(upTo limit: Int = .max, now: Double = 0) -> String {
        let out = String(text(buffer).prefix(limit))
        buffer.wrote(out.utf8.count, now: now)
        return out
    }

    @Test mutating func whatGoesInComesOut() {
        for part in ["one\ntw", "o\n", "", "\nthree"] { buffer.append(bytes(part)) }
        #expect(read(upTo: 5) == "one\nt")
        buffer.append(bytes(" and more\n"))
        #expect(read() == "wo\n\nthree and more\n" && buffer.count == 0)
        #expect(buffer.takeGap() == nil)
    }

    @Test mutating func theNewestLinesAreDroppedWhole() {
        buffer.append(bytes("0123456789\n"))
        buffer.append(bytes("abcdef\nghijkl\nmno"))
        buffer.append(bytes("pq\nrst\n"))
        #expect(text(buffer) == "0123456789\nabcdef\n")
        buffer.append(bytes("x\n"))
        #expect(text(buffer) == "0123456789\nabcdef\n", "no line slips in behind lost ones")
        #expect(buffer.takeGap() == nil, "more than half waits")
        #expect(read(upTo: 11) == "0123456789\n")
        #expect(buffer.takeGap() == LogBuffer.Gap(lines: 4, seconds: 0))
        buffer.insert("gap\n")
        buffer.append(bytes("after\n"))
        #expect(read() == "abcdef\ngap\nafter\n")
    }

    @Test mutating func aLineThatCameInPartsIsDroppedWhole() {
        buffer.append(bytes("first\nsecond is"))
        buffer.append(bytes(" too long\nthird\nfou"))
        #expect(text(buffer) == "first\n")
        #expect(buffer.takeGap()?.lines == 3, "second, third, and what is there of the fourth")
        buffer.insert("gap\n")
        buffer.append(bytes("rth"))
        buffer.append(bytes("\nfifth\n"))
        #expect(read() == "first\ngap\nfifth\n", "the rest of the fourth is not a line")
    }

    @Test mutating func aLineWhoseBeginningIsOutEndsThere() {
        buffer.append(bytes("abcdefghij"))
        #expect(read(upTo: 4) == "abcd")
        buffer.append(bytes("klmnopqrstuvwxyz\nnext\n"))
        #expect(text(buffer) == "efghij\n")
        #expect(buffer.takeGap()?.lines == 2)
    }

    @Test mutating func aLineLongerThanTheLimitPassesAReaderThatReads() {
        var out = ""
        for part in ["0123456789", "0123456789", "0123456789\n"] {
            buffer.append(bytes(part))
            out += read()
        }
        #expect(out == "012345678901234567890123456789\n" && buffer.takeGap() == nil)
    }

    @Test mutating func theGapTellsHowLongNobodyRead() {
        buffer.append(bytes("0123456789\n"))
        buffer.stalled(now: 10)
        buffer.append(bytes("0123456789\n"))
        buffer.stalled(now: 12)
        _ = read(upTo: 5, now: 14.5)
        #expect(buffer.takeGap()?.seconds == 4.5)
        _ = read(now: 20)
        buffer.append(bytes("0123456789\n"))
        buffer.stalled(now: 30)
        buffer.append(bytes("0123456789\n"))
        _ = read(now: 31)
        #expect(buffer.takeGap() == LogBuffer.Gap(lines: 1, seconds: 1), "each gap has a time of its own")
    }

    @Test mutating func ofAReaderThatIsGoneNothingIsKept() {
        buffer.append(bytes("lost\nhalf of"))
        buffer.discard()
        #expect(buffer.count == 0)
        buffer.append(bytes(" a line\nwhole\n"))
        #expect(read() == "whole\n" && buffer.takeGap() == nil, "a new reader gets whole lines")
    }

    @Test mutating func aReaderMayGoWhileLinesAreDropped() {
        buffer.append(bytes("0123456789\n0123456789\nab"))
        buffer.discard()
        #expect(buffer.takeGap() == nil)
        buffer.append(bytes("c\nwhole\n"))
        #expect(read() == "whole\n")
    }

    /// However the input is cut into reads and the output into writes.
    @Test(arguments: [1, 2, 3, 5, 7, 64]) mutating func everyLineIsThereOnceOrCounted(size: Int) {
        let lines = (0..<200).map { "line \($0)" }
        let input = bytes(lines.map { $0 + "\n" }.joined())
        var out = ""
        var lost = 0
        for start in stride(from: 0, to: input.count, by: size) {
            buffer.append(input[start..<min(start + size, input.count)])
            // Now and then the reader reads a little.
            if start / size % 9 == 0 { out += read(upTo: 4) }
            if let gap = buffer.takeGap() {
                lost += gap.lines
                buffer.insert("gap\n")
            }
        }
        while buffer.count > 0 {
            out += read(upTo: 3)
            if let gap = buffer.takeGap() {
                lost += gap.lines
                buffer.insert("gap\n")
            }
        }
        let found = out.split(separator: "\n").map(String.init).filter { $0 != "gap" }
        #expect(found == lines.filter(Set(found).contains), "whole, once, in order")
        #expect(found.count + lost == lines.count)
    }
}
