import Launch
import Logging
import Settings
import System

/// A program in its process: what every program does first and last.
package struct RunningProgram: Sendable {
    package let program: Program
    package let source: EnvironmentSource
    /// Secret files that could not be read.
    package let fileProblems: [Diagnostic]

    /// Call before anything else in `main`, and before any thread exists.
    ///
    /// Becomes the trampoline or the log relay if asked to, hides this process from others of its user, blocks the signals,
    /// and reads the environment with the secrets that come from files.
    package init(_ program: Program) {
        InternalRoles.runIfAsked(
            fail: { OperatorLog.fail(launchedBy: program.name, $0, format: $1) },
            line: { OperatorLog.line(.warning, program: $0, format: $1, $2) })
        ProcessControl.hideFromOwnUser()
        SignalQueue.blockAll()
        self.program = program
        (source, fileProblems) = SecretFiles.load(
            processEnvironment(), settings: SettingsCatalog.all, files: .system)
    }

    /// Configuration, plan, supervision, exit: the whole of a program that was not asked for a subcommand.
    package func run(_ job: Job) -> Never {
        exitProcess(status(of: job))
    }

    /// The same, for a caller that makes another exit status of it.
    package func status(of job: Job) -> ExitStatus {
        let start = prepare(job)
        return Runner(plan: start.plan, logger: start.logger).run()
    }

    /// The plan of a job with its logger. Exits with the status of what is wrong, if anything is.
    package func prepare(_ job: Job) -> Job.Start {
        job.prepare(self)
    }

    /// How log lines are written, before the configuration is read and where it is not.
    package var logFormat: LogFormat {
        LogFormat(named: source.variables[CommonSettings.logFormat.name])
    }

    /// A logger of a process that a runner starts: it has the settings of the log, and reads no others.
    package func plainLogger() -> Logger {
        let level = LogThreshold(rawValue: source.variables[CommonSettings.logLevel.name, default: ""].lowercased())
        return OperatorLog.bootstrap(
            program: program.name, format: logFormat, threshold: level ?? CommonSettings.logLevel.defaultValue)
    }

    /// A logger for a command that is run as it is: only what goes wrong is logged.
    package func quietLogger() -> Logger {
        OperatorLog.bootstrap(program: program.name, format: logFormat, threshold: .warning)
    }

    /// Ends the process because of a failure, with its one sentence.
    package func fail(_ failure: PlanFailure) -> Never {
        quietLogger().error("\(failure.message)")
        exitProcess(failure.status)
    }

    /// Replaces this process by another program of the suite, which takes over as PID 1.
    package func exec(_ path: String, _ arguments: [String]) -> Never {
        let reason = Trampoline.replace(path, arguments)
        fail(PlanFailure("cannot run \(path): \(reason)", status: .notExecutable))
    }
}
