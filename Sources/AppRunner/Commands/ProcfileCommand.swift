import ArgumentParser
import Launch
import Logging
import Runner
import Settings
import System

/// `app-runner procfile [NAME]`: a process of the project's Procfile, in a container of its own.
struct ProcfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procfile",
        abstract: "Runs a process of the project's Procfile until told to stop; without a name, lists them.",
        discussion: """
            No migrations and no superuser: those are `serve`'s and `migrate`'s. In the single shape PROCFILE names processes that \
            run beside Gunicorn.
            """)

    @Argument(help: "The name of a process.") var name: String?

    func run() {
        guard let name else { return list() }
        let loaded = LoadedProcfile(name)
        exitProcess(Runner(plan: loaded.plan, logger: loaded.logger).run())
    }

    private func list() {
        let loaded = program.load { common, reader, host in
            ProcfileConfiguration.file(reading: &reader, common: common, host: host)
        }
        for entry in loaded.configuration?.entries ?? [] {
            StandardOutput.write("\(entry.name): \(entry.command.redacted.escapedForOneLine)\n")
        }
    }
}

/// The plan for one process with its logger; reading it exits with 78 when anything is wrong.
struct LoadedProcfile {
    let plan: LaunchPlan
    let logger: Logger

    init(_ name: String) {
        let loaded = program.load { common, reader, host in
            ProcfileConfiguration(reading: &reader, common: common, host: host, name: name)
        }
        guard let entry = loaded.configuration.entry else { exitProcess(.configuration) }
        logger = loaded.logger
        var plan = ProcfilePlan.make(entry, loaded.configuration)
        plan.warnings = loaded.warnings
        if name == "web" {
            plan.warnings.append("the web process runs without migrations and Nginx: `app-runner serve` has both")
        }
        plan.logs = loaded.common.logs
        plan.settings = SettingReading.readings(
            of: CommonSettings.all + AppSettings.all + ProjectSettings.all, from: program.source,
            includingDefaults: false)
        self.plan = plan
    }
}
