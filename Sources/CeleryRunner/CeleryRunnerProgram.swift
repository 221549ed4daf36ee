import Runner

/// What is known of this process; made first thing, before any thread exists.
let program = Program("celery-runner")

/// The program `celery-runner`, from its start to its end.
package enum CeleryRunnerProgram {
    package static func main() -> Never {
        _ = program
        CeleryRunner.main(Array(CommandLine.arguments.dropFirst()))
    }
}
