import Logging
import Synchronization
import Testing

@testable import Runner

@Suite struct LineLogHandlerTextTests {
    private final class Lines: Sendable {
        let text = Mutex("")
        @Sendable func write(_ line: String) { text.withLock { $0 += line } }
    }

    @Test func aTextLineIsOneLine() {
        let lines = Lines()
        var logger = Logger(label: "proxy") { LineLogHandler(label: $0, format: .text, write: lines.write) }
        logger.logLevel = .info
        logger.debug("not this")
        logger.error("cannot x:\ny", metadata: ["b": "2", "a": "1\n"])
        let line = lines.text.withLock { $0 }
        #expect(line.hasSuffix(" ERROR proxy: cannot x:\\ny a=1\\n b=2\n"))
        #expect(line.prefix(24).wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }
}
