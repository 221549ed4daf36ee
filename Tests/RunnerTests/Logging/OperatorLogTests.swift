import Logging
import Synchronization
import Testing

@testable import Runner
@testable import Settings

@Suite struct OperatorLogTests {
    @Test(arguments: [false, true]) func theLinesOwnWinsOverTheLoggers(json: Bool) {
        let lines = Mutex("")
        let write: @Sendable (String) -> Void = { line in lines.withLock { $0 += line } }
        var logger = Logger(label: "p") { LineLogHandler(label: $0, format: json ? .json : .text, write: write) }
        logger[metadataKey: "a"] = "logger"
        logger[metadataKey: "b"] = "logger"
        #expect(logger[metadataKey: "b"] == "logger")
        logger.info("x", metadata: ["a": "line\r\n"])
        let line = lines.withLock { $0 }
        #expect(line.hasSuffix(json ? #""a": "line\r\n", "b": "logger"}"# + "\n" : "x a=line\\r\\n b=logger\n"))
        #expect(line.unicodeScalars.count { $0 == "\n" } == 1, "whatever is logged, a line is one line")
    }

    @Test(arguments: LogThreshold.allCases) func thresholdsAreSwiftLogsLevels(threshold: LogThreshold) {
        #expect(threshold.level.rawValue == threshold.rawValue)
        #expect(
            OperatorLog.bootstrap(program: "p", format: .json, threshold: threshold).logLevel == threshold.level)
    }
}
