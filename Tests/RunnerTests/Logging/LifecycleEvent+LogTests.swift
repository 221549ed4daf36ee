import Logging
import Supervision
import Synchronization
import Testing

@testable import Runner
@testable import Settings

@Suite struct LifecycleEventLogTests {
    @Test(arguments: [false, true]) func factsOfAnEventAreFieldsOfAJSONLineAlone(json: Bool) {
        let lines = Mutex("")
        let write: @Sendable (String) -> Void = { line in lines.withLock { $0 += line } }
        let logger = Logger(label: "p") { LineLogHandler(label: $0, format: json ? .json : .text, write: write) }
        logger.log(LifecycleEvent.killed("nginx", pid: 7))
        let line = lines.withLock { $0 }
        let fields = #""event": "killed", "pid": "7", "process": "nginx"}"#
        #expect(line.hasSuffix((json ? fields : "ERROR p: kills nginx: it did not stop in time") + "\n"))
    }
}
