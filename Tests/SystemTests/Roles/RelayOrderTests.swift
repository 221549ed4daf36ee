import Settings
import Testing

@testable import System

@Suite struct RelayOrderTests {
    private let stdout = RelayOrder.Stream(name: "stdout", input: 5, output: 1)
    private let stderr = RelayOrder.Stream(name: "stderr", input: 6, output: 2)

    @Test func whatIsWrittenIsRead() throws {
        for format in LogFormat.allCases {
            for streams in [[stdout], [stdout, stderr]] {
                let written = RelayOrder(program: "app-runner", format: format, control: 4, streams: streams)
                #expect(try RelayOrder(written.words) == written)
            }
        }
    }

    @Test func theWordsNameEachField() {
        let order = RelayOrder(program: "proxy", format: .json, control: 4, streams: [stdout, stderr])
        #expect(
            order.words
                == [
                    "--program=proxy", "--format=json", "--control=4", "--stream=stdout:5:1", "--stream=stderr:6:2",
                    "--",
                ])
    }

    @Test(arguments: [
        (["--program=p", "--format=text", "--control=4", "--"], "--stream is missing"),
        (["--program=p", "--format=text", "--stream=a:5:1", "--"], "--control is missing"),
        (
            ["--program=p", "--format=xml", "--control=4", "--stream=a:5:1", "--"],
            "--format has no valid value: \"xml\""
        ),
        (
            ["--program=p", "--format=text", "--control=4", "--stream=a:5", "--"],
            "--stream has no valid value: \"a:5\""
        ),
        (["--program=p", "--format=text", "--control=4", "--stream=a:5:1", "--", "x"], "unexpected word \"x\""),
    ])
    func allElseIsRefusedWithTheReason(words: [String], reason: String) {
        let problem = #expect(throws: RoleWords.Problem.self) { try RelayOrder(words) }
        #expect(problem?.message == reason)
    }
}
