import Shared

let program = Program("app-runner")
AppRunner.main(Array(CommandLine.arguments.dropFirst()))
