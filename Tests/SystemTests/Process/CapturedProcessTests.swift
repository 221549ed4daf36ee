import Testing

@testable import Launch
@testable import System

@Suite struct CapturedProcessTests {
    /// The shell itself is the judge.
    @Test(arguments: ["a b", "it's", "\"", "$HOME `x` $(y) \\", "*?[a]", "!", "#", "a'b'c", "-n"])
    func theShellReadsItBack(text: String) throws {
        let script = "printf %s \(text.shellQuoted) >&2"
        let result = try CapturedProcess.run(ProcessSpec("sh", "sh", ["-c", script]))
        #expect(result.errors == text)
    }
}
