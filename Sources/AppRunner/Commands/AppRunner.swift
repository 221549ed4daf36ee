import ArgumentParser
import Launch
import Project
import Runner
import Settings
import System

/// `app-runner`: the container's entry point.
///
/// The command is dispatched by our own rules first (a container's command is Gunicorn's, Celery's or anybody's); only
/// our own subcommands are parsed as a command line of ours.
enum AppRunner {
    static func main(_ arguments: [String]) -> Never {
        switch Dispatch.command(for: arguments, probe: .system) {
        case .serve(let gunicornArguments):
            serve(gunicornArguments)
        case .celery(let arguments):
            program.become(Program.sibling("celery-runner"), arguments)
        case .execute(let name, let arguments):
            pass(name, arguments)
        case .own(let arguments):
            AppRunnerCommand.main(arguments)
            exitProcess(.success)
        }
    }

    /// Bootstraps and serves until told to stop.
    static func serve(_ arguments: [String]) -> Never {
        run(LoadedApp(arguments: arguments), plan: AppPlan.serve)
    }

    /// Runs one of the plans that a configuration allows.
    static func run(_ loaded: LoadedApp, plan make: (AppConfiguration) -> LaunchPlan) -> Never {
        exitProcess(Runner(plan: loaded.complete(make(loaded.configuration)), logger: loaded.logger).run())
    }

    /// Where everything is, for a command: a relocated folder that is wrong is no reason to refuse one.
    private static let layout: Layout = {
        var reader = SettingsReader(source: program.source, problems: [])
        return Layout(reading: &reader)
    }()

    /// The project as a command finds it.
    static let project = ProjectEnvironment(source: program.source, layout: layout, host: .system)

    /// Runs a command as it is: as the container's user, with our terminal, its status ours; orphans are reaped.
    ///
    /// Our settings are not checked: a shell in a container with a broken configuration is how one mends it.
    ///
    /// - Parameters:
    ///   - change: of the process before it is started.
    ///   - status: of this program, from the command's.
    static func pass(
        _ name: String, _ arguments: [String], change: (inout ProcessSpec) -> Void = { _ in },
        status: (ExitStatus) -> ExitStatus = { $0 }
    ) -> Never {
        if let meant = Dispatch.applicationMeant(by: name), !DispatchProbe.system.isProgram(name) {
            let folder = FileTree.currentDirectory()
            program.fail(
                PlanFailure(
                    "cannot run \(name): it is neither a program in PATH nor a module that Python finds from \(folder); "
                        + "did you mean \(meant)?", status: .notFound))
        }
        var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 0))
        plan.passesStatusThrough = true
        var spec = ProcessSpec(
            name, name, arguments, environment: ChildEnvironment.fromFiles(program.source) + project.commandChanges,
            group: .shared)
        change(&spec)
        plan.processes = [spec]
        plan.warnings = program.fileProblems.map(\.message)
        plan.state = RunnerStateSpec(.command, layout: layout)
        exitProcess(status(Runner(plan: plan, logger: program.quietLogger()).run()))
    }
}
