import ArgumentParser
import Runner
import Settings
import System

/// `app-runner procfile [NAME]`: a process of the project's Procfile, in a container of its own.
struct ProcfileCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "procfile",
        abstract: "Runs a process of the project's Procfile until a stop signal; without a name, lists them.",
        discussion: """
            No migrations and no superuser: `serve` and `migrate` do these. In the single shape PROCFILE names processes that \
            run beside Gunicorn.
            """)

    @Argument(help: "The name of a process.") var name: String?

    func run(in process: RunningProgram) {
        if let name { process.run(.procfile(name)) }
        list(process)
    }

    private func list(_ process: RunningProgram) {
        let loaded = process.load { common, reader, host in
            ProcfileConfiguration.file(reading: &reader, common: common, host: host)
        }
        for entry in loaded.configuration?.entries ?? [] {
            StandardOutput.write("\(entry.name): \(entry.command.redacted.escapedForOneLine)\n")
        }
    }
}
