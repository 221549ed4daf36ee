import AppRunner
import CeleryRunner
import Proxy
import Runner

if let name = PredecessorName(rawValue: Program.calledName) { name.main(Array(CommandLine.arguments.dropFirst())) }
let programs = [Program.app, .proxy, .celery]
(programs.first { $0.name == Program.calledName } ?? .app).main()
