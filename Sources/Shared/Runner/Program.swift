import Launch
import Logging
import Settings
import System

/// What every program does first and last.
package struct Program: Sendable {
    package let name: String
    package let source: EnvironmentSource
    /// Secret files that could not be read.
    package let fileProblems: [ConfigurationProblem]

    /// Call before anything else in `main`, and before any thread exists: does the work of an internal role if asked to,
    /// hides this process from others of its user, blocks the signals, and reads the environment with the secrets that come
    /// from files.
    package init(_ name: String) {
        InternalRoles.runIfAsked { OperatorLog.line(.warning, program: $0, format: $1, $2) }
        ProcessControl.hideFromOwnUser()
        SignalQueue.blockAll()
        self.name = name
        (source, fileProblems) = SecretFiles.load(
            processEnvironment(), settings: SettingsCatalog.all, files: .system)
    }

    /// A configuration with what goes with it.
    package struct Loaded<Configuration> {
        package let configuration: Configuration
        package let common: CommonConfiguration
        package let warnings: [String]
        package let logger: Logger
    }

    /// Reads the configuration. When anything is wrong, every problem is logged and the process exits with 78.
    package func load<Configuration>(
        _ read: (CommonConfiguration, inout SettingsReader, HostProbe) -> Configuration
    ) -> Loaded<Configuration> {
        let (loaded, problems) = examine(read)
        guard problems.isEmpty else {
            for warning in TypoCheck.warnings(environment: source.variables.keys, settings: SettingsCatalog.all) {
                loaded.logger.warning("\(warning)")
            }
            for problem in problems { loaded.logger.error("\(problem.message)") }
            exitProcess(.configuration)
        }
        return loaded
    }

    /// Reads the configuration with all that is wrong with it: what has a problem has its default.
    package func examine<Configuration>(
        _ read: (CommonConfiguration, inout SettingsReader, HostProbe) -> Configuration
    ) -> (loaded: Loaded<Configuration>, problems: [ConfigurationProblem]) {
        var reader = SettingsReader(source: source, problems: fileProblems)
        let common = CommonConfiguration(reading: &reader, host: .system)
        let logger = OperatorLog.bootstrap(program: name, format: common.logFormat, threshold: common.logLevel)
        let configuration = read(common, &reader, .system)
        let typos = TypoCheck.warnings(environment: source.variables.keys, settings: SettingsCatalog.all)
        let loaded = Loaded(
            configuration: configuration, common: common, warnings: reader.warnings + typos, logger: logger)
        return (loaded, reader.problems)
    }

    /// A logger for a command that is run as it is: only what goes wrong is ours to say.
    package func quietLogger() -> Logger {
        let format = LogFormat(rawValue: source.variables[CommonSettings.logFormat.name]?.lowercased() ?? "") ?? .text
        return OperatorLog.bootstrap(program: name, format: format, threshold: .warning)
    }

    /// Ends the process because of a failure, with its one sentence.
    package func fail(_ failure: PlanFailure) -> Never {
        StandardError.write("\(Clock.timestamp()) ERROR \(name): \(failure.message)\n")
        exitProcess(failure.status)
    }

    /// Turns this process into another program of the suite, which takes over as PID 1.
    package func become(_ path: String, _ arguments: [String]) -> Never {
        let reason = Trampoline.replace(path, arguments)
        fail(PlanFailure("cannot run \(path): \(reason)", status: .notExecutable))
    }

    /// The last part of the name that this process was called by: it may be a link to another program of the suite.
    package static var calledName: String {
        CommandLine.arguments.first?.split(separator: "/").last.map { String($0) } ?? ""
    }

    /// The absolute path of a program of the suite: beside this one, else as found in `PATH`.
    package static func sibling(_ name: String) -> String {
        let own = FileTree.link("/proc/self/exe") ?? ""
        let beside = Paths.joined(Paths.parts(of: own).dropLast() + [name])
        return ProgramSearch.find(beside, path: "") ?? name
    }
}
