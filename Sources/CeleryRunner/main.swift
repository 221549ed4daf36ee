import Shared

let program = Program("celery-runner")
CeleryRunner.main(Array(CommandLine.arguments.dropFirst()))
