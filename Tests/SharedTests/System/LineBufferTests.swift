import Testing

@testable import Shared

/// Lines from bytes that come in pieces.
@Suite struct LineBufferTests {
    @Test func onlyWholeLinesCount() {
        var buffer = LineBuffer(limit: 100)
        #expect(buffer.append(Array("one\ntw".utf8)[...]))
        #expect(buffer.complete == ["one"])
        #expect(buffer.append(Array("o\n\nthree".utf8)[...]))
        #expect(buffer.complete == ["one", "two", ""])
    }

    @Test func thereIsALimit() {
        var buffer = LineBuffer(limit: 4)
        #expect(buffer.append(Array("1234".utf8)[...]))
        #expect(!buffer.append(Array("5".utf8)[...]))
    }
}
