import AppRunner
import CeleryRunner
import Proxy
import Shared

switch Program.calledName {
case "proxy": ProxyProgram.main()
case "celery-runner": CeleryRunnerProgram.main()
default: AppRunnerProgram.main()
}
