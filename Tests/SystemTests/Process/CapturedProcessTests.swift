import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct CapturedProcessTests {
    /// The shell itself is the judge.
    @Test(arguments: ["a b", "it's", "\"", "$HOME `x` $(y) \\", "*?[a]", "!", "#", "a'b'c", "-n"])
    func theShellReadsItBack(text: String) throws {
        let script = "printf %s \(text.shellQuoted) >&2"
        let result = try CapturedProcess.run(ProcessSpec("sh", "sh", ["-c", script]))
        #expect(result.errors == text)
    }

    @Test func stderrAndStatusAreCaught() throws {
        let result = try CapturedProcess.run(ProcessSpec("t", "sh", ["-c", "echo said >&2; exit 3"]))
        #expect(result.errors == "said\n" && result.termination == .exited(3))
        let killed = try CapturedProcess.run(ProcessSpec("t", "sh", ["-c", "kill -9 $$"]))
        #expect(killed.termination == .killed(9))
    }

    @Test func aChildGetsTheEnvironmentWithItsChanges() throws {
        let spec = ProcessSpec(
            "t", "sh", ["-c", "echo \"$A $B ${HOME-none}\" >&2"],
            environment: [
                EnvironmentChange("A", .plain("1"), origin: "t"),
                EnvironmentChange("B", .secret(Secret("2")), origin: "t"),
                EnvironmentChange("HOME", .removed, origin: "t"),
            ])
        #expect(try CapturedProcess.run(spec).errors == "1 2 none\n")
    }
}
