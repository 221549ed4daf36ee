import Launch
import Runner
import Settings
import System

/// `tini [OPTION…] [--] COMMAND…` and `dinit`: the command under our PID 1, which passes signals on and reaps orphans.
enum InitCommand {
    static func main(_ name: PredecessorName, _ arguments: [String]) -> Never {
        let process = RunningProgram(.app)
        let options = InitOptions(
            name, arguments, signalsGroup: process.source.variables["TINI_KILL_PROCESS_GROUP"] != nil)
        switch options.request {
        case .help:
            StandardOutput.write(usage(name))
            exitProcess(.success)
        case .version:
            StandardOutput.write("\(name.rawValue) of django-bootstrap \(suiteVersion)\n")
            exitProcess(.success)
        case .wrong(let reason):
            OperatorLog.fail(
                name.rawValue, PlanFailure(reason, status: .failure), format: process.logFormat, hint: usage(name))
        case .run(let command): run(command, options, process)
        }
    }

    private static func run(_ command: [String], _ options: InitOptions, _ process: RunningProgram) -> Never {
        options.parentDeath?.comesWhenParentEnds()
        let rest = Array(command.dropFirst())
        // A program of the suite is an init by itself: one process less, and its own order of a stop.
        if options.isPlain, let path = ownProgram(command[0], process.source) { process.exec(path, rest) }
        let job = Job.command(command[0], rest) { spec in
            spec.forwards = options.rewrites
            // At a terminal the command needs our group; the terminal signals the whole of it anyway.
            guard options.signalsGroup, !Terminal.isOnStandardInput else { return }
            spec.group = .own
            spec.signalsGroup = true
        }
        let status = process.status(of: job)
        exitProcess(options.expectedStatuses.contains(status.code) ? .success : status)
    }

    /// The path of the command if it is this program under another of its names that is an init.
    private static func ownProgram(_ command: String, _ source: EnvironmentSource) -> String? {
        let searchPath = source.variables["PATH"] ?? SearchPath.standard
        guard let path = ProgramSearch.find(command, path: searchPath), FileTree.isSameFile(path, "/proc/self/exe"),
            path.split(separator: "/").last.map(String.init) != PredecessorName.suExec.rawValue
        else { return nil }
        return path
    }

    private static func usage(_ name: PredecessorName) -> String {
        """
        usage: \(name.rawValue) [OPTION...] [--] COMMAND [ARGUMENT...]
          -g           send signals to the command's process group
          -c           send signals to the command alone
          -e STATUS    exit with 0 when the command exits with STATUS
          -r FROM:TO   send signal TO (a number; 0 for none) where FROM is received
          -p SIGNAL    get SIGNAL when the parent ends
          -s, -v, -w   accepted; orphans are always adopted
          -h, -V, --version

        """
    }
}
