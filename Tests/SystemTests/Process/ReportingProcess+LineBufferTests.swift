import Testing

@testable import System

/// Lines from bytes that come in pieces.
@Suite struct ReportingProcessLineBufferTests {
    @Test func onlyWholeLinesCount() {
        var buffer = LineBuffer(limit: 100)
        _ = buffer.append(Array("one\ntw".utf8)[...])
        #expect(buffer.complete == ["one"])
        _ = buffer.append(Array("o\n\nthree".utf8)[...])
        #expect(buffer.complete == ["one", "two", ""])
    }

    @Test func thereIsALimit() {
        var buffer = LineBuffer(limit: 4)
        let fits = buffer.append(Array("1234".utf8)[...])
        let isTooMuch = !buffer.append(Array("5".utf8)[...])
        #expect(fits && isTooMuch)
    }
}
