import Foundation
import Logging
import Synchronization
import Testing

@testable import Runner

@Suite struct LineLogHandlerJSONTests {
    private final class Lines: Sendable {
        let text = Mutex("")
        @Sendable func write(_ line: String) { text.withLock { $0 += line } }
    }

    @Test func aJSONLineParses() throws {
        let lines = Lines()
        let logger = Logger(label: "proxy") { LineLogHandler(label: $0, format: .json, write: lines.write) }
        logger.warning("it's \"so\"\n", metadata: ["pid": "7"])
        let object = try JSONSerialization.jsonObject(with: Data(lines.text.withLock { $0 }.utf8)) as? [String: String]
        #expect(object?["message"] == "it's \"so\"\n")
        #expect(object?["level"] == "warning" && object?["program"] == "proxy" && object?["pid"] == "7")
    }
}
