import ArgumentParser
import Launch
import Runner
import Settings
import System

/// `app-runner init [FOLDER]`: writes the files that make an image of a project and run it.
struct InitializeCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes Dockerfile, compose.yaml and Kubernetes manifests for a project.",
        discussion: """
            Reads the project's files and runs none of its code. Writes all files or none; a file that is there already is \
            replaced only with --force. The files belong to the caller, or, as root, to the folder's owner.
            """)

    @Argument(help: "The project's folder. (default: BOOTSTRAP_APP_DIR, else the working directory)") var folder:
        String?
    @Flag(help: "Replace files that are there already.") var force = false
    @Flag(help: "Print what would change as unified diffs, and write nothing.") var diff = false
    @Option(help: "The settings module, where the folder has several.") var settings: String?
    @Option(help: "The prefix of our images' names, such as registry.example/team.") var images: String?
    @Option(help: "`single`: Nginx and Gunicorn in one container; `pod`: a container each.") var shape: ProjectShape =
        .single

    enum ProjectShape: String, ExpressibleByArgument, CaseIterable {
        case single, pod
    }

    func run(in process: RunningProgram) {
        let named = process.source.variables[CommonSettings.appDirectory.name] ?? ""
        let request = InitializeRequest(
            folder: folder ?? (named.isEmpty ? FileTree.currentDirectory() : named),
            replaces: force, showsDifferences: diff, settings: settings, images: images, shape: shape.rawValue)
        do throws(PlanFailure) {
            try UserSwitch.execAsOwner(of: FileTree.absolute(request.folder), request.process)
        } catch {
            OperatorLog.fail("app-runner init", error, format: process.logFormat)
        }
    }
}
