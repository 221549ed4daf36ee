import ArgumentParser
import Settings
import System

/// `env`: the variables that the suite reads.
package struct EnvCommand: ProgramCommand {
    package static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Lists every variable with its value and where it comes from.")

    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Print the reference page, without this container's values.") var markdown = false

    package init() {}

    package func run(in process: RunningProgram) {
        if markdown {
            StandardOutput.write(SettingsCatalog.markdown)
        } else if json {
            StandardOutput.write(EnvironmentReport.json(process.source) + "\n")
        } else {
            StandardOutput.write(EnvironmentReport.text(process.source))
        }
    }
}
