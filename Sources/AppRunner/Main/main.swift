import AppRunner
import CeleryRunner
import Proxy
import Runner

if let name = PredecessorName(rawValue: Program.calledName) { name.main(Array(CommandLine.arguments.dropFirst())) }
switch Program.calledName {
case "proxy": ProxyProgram.main()
case "celery-runner": CeleryRunnerProgram.main()
default: AppRunnerProgram.main()
}
