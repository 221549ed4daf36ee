import ArgumentParser
import Launch
import Runner
import Settings
import System

/// `app-runner check`: whether the project fits, and what to change.
struct CheckCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reports what would fail in this project, where, and what to change.",
        discussion: """
            Imports the project as the project's user; changes nothing and needs no database. Exits with 1 when there are \
            errors: what would stop the start, or fail every request of a kind.
            """)

    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Exit with 1 for warnings too.") var strict = false
    @Argument(parsing: .allUnrecognized, help: "Gunicorn's arguments.") var arguments: [String] = []

    func run(in process: RunningProgram) {
        let words = Job.withoutProgram(arguments)
        let (loaded, problems) = process.examine { common, reader, host in
            CheckConfiguration(
                reading: &reader, common: common, host: host, arguments: words, proxyProgram: Program.sibling("proxy"))
        }
        var report = CheckReport(
            problems: problems, warnings: loaded.warnings, procfile: loaded.configuration.procfile,
            facts: loaded.configuration.facts, check: loaded.configuration.check(ofProblemWith:))
        let isRoot = HostProbe.system.isRoot()
        if isRoot, problems.contains(where: { $0.place == CommonSettings.user.name }) {
            // Never the project's code as root instead.
            report.add(
                Diagnostic(
                    id: "interpreter", severity: .note,
                    title: "the project was not checked: there is no user to run its code as"))
        } else {
            examine(loaded.configuration, process.source, isRoot: isRoot, into: &report)
        }
        StandardOutput.write(json ? report.json + "\n" : report.text)
        exitProcess(report.status(strict: strict))
    }

    /// Runs the Python checks; the folder that they lie in is removed, whatever happens.
    private func examine(
        _ configuration: CheckConfiguration, _ source: EnvironmentSource, isRoot: Bool, into report: inout CheckReport
    ) {
        do throws(PlanFailure) {
            let folder = try ScratchFolder.make(
                in: CheckConfiguration.temporaryParents(
                    source, layout: configuration.app.common.layout, isRoot: isRoot))
            defer { folder.remove() }
            for directory in CheckStep.folders(folder.path) { try FileTree.makeDirectory(directory) }
            for file in CheckStep.files(configuration, folder: folder.path) { try FileTree.write(file) }
            try FileTree.makeDirectory(CheckStep.scratch(configuration, folder: folder.path))
            let spec = CheckStep.spec(configuration, folder: folder.path)
            let (lines, outcome) = try ReportingProcess.run(
                spec, last: CheckRecords.last, format: configuration.app.common.logFormat)
            if case .interrupted(let signal) = outcome {
                folder.remove()
                exitProcess(ExitStatus(128 + signal))
            }
            report.add(CheckRecords(lines), outcome)
        } catch {
            report.add(error)
        }
    }
}
