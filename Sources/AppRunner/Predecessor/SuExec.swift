import Launch
import Runner
import Settings
import System

/// `su-exec USER[:GROUP] COMMAND…`: executes the command as that user.
enum SuExec {
    static func main(_ arguments: [String]) -> Never {
        do throws(PlanFailure) {
            guard arguments.count >= 2 else {
                throw PlanFailure("usage: su-exec USER[:GROUP] COMMAND [ARGUMENT...]", status: .failure)
            }
            try UserSwitch.exec(as: UserSwitch.identity(arguments[0]), Array(arguments.dropFirst()))
        } catch {
            // Before the process has blocked a signal: the environment is read as it is.
            let format = LogFormat(named: processEnvironment()[CommonSettings.logFormat.name])
            OperatorLog.fail("su-exec", error, format: format)
        }
    }
}
