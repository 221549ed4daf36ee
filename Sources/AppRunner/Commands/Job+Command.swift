import Launch
import Project
import Runner
import Settings
import System

extension Job {
    /// A command as it is: as the container's user, with our terminal, its status the program's; orphans are reaped.
    ///
    /// The settings are not checked: a shell in a container with a broken configuration is how an operator repairs it.
    ///
    /// - Parameter change: of the process before it is started.
    static func command(
        _ name: String, _ arguments: [String], change: @escaping (inout ProcessSpec) -> Void = { _ in }
    ) -> Job {
        Job { process in
            if let meant = Dispatch.applicationMeant(by: name), !DispatchProbe.system(process).isProgram(name) {
                let folder = FileTree.currentDirectory()
                process.fail(
                    PlanFailure(
                        "cannot run \(name): it is neither a program in PATH nor a module that Python finds from "
                            + "\(folder); did you mean \(meant)?", status: .notFound))
            }
            var plan = LaunchPlan(
                program: process.program.name, shutdown: ShutdownPolicy(budget: 0),
                warnings: process.fileProblems.map(\.message),
                // Its streams stay as they are; a failure of its start is in the format.
                logs: LogPolicy(overflow: .block, format: process.logFormat))
            plan.passesStatusThrough = true
            let changes = ChildEnvironment.fromFiles(process.source) + process.project.commandChanges
            var spec = ProcessSpec(name, name, arguments, environment: changes, group: .shared)
            change(&spec)
            plan.processes = [spec]
            plan.state = RunnerStateSpec(.command, layout: process.layout)
            return Start(plan: plan, logger: process.quietLogger())
        }
    }
}

extension RunningProgram {
    /// Where everything is, for a command: a relocated folder that is wrong is no reason to refuse one.
    var layout: Layout {
        var reader = SettingsReader(source: source, problems: [])
        return Layout(reading: &reader)
    }

    /// The project as a command finds it.
    var project: ProjectEnvironment {
        ProjectEnvironment(source: source, layout: layout, host: .system)
    }
}
