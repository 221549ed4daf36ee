import Foundation
import Testing

@testable import System

@Suite struct ClockTests {
    @Test func theTimestampIsRFC3339WithMilliseconds() throws {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let before = Date().addingTimeInterval(-0.001)
        let date = try Date(Clock.timestamp(), strategy: format)
        #expect(before...Date() ~= date)
        #expect(Clock.timestamp().utf8.count == 24)
    }

    @Test func theMonotonicClockDoesNotGoBack() {
        let first = Clock.monotonic()
        #expect(Clock.monotonic() >= first)
    }
}
