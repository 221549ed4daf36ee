import Runner

/// What is known of this process; made first thing, before any thread exists.
let program = Program("app-runner")

/// The program `app-runner`, from its start to its end.
package enum AppRunnerProgram {
    package static func main() -> Never {
        _ = program
        AppRunner.main(Array(CommandLine.arguments.dropFirst()))
    }
}
