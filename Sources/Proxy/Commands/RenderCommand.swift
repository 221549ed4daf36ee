import ArgumentParser
import Launch
import Logging
import Runner
import System

/// `proxy render`: the configuration tree, written and tested.
struct RenderCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders the Nginx configuration, has Nginx test it, and puts it in place.",
        discussion: """
            Your own files below BOOTSTRAP_CONFIG_DIR/nginx replace the default ones. A configuration that Nginx \
            refuses is not put in place.
            """)

    @Option(help: "Only write the default files to this folder: without your own files, not tested, not put in place.")
    var output: String?

    @Flag(help: "Only log errors: another run follows that logs the rest.")
    var quiet = false

    func run(in process: RunningProgram) {
        let loaded = process.load(ProxyConfiguration.read)
        var logger = loaded.logger
        if quiet { logger.logLevel = .error }
        do throws(PlanFailure) {
            if let output {
                try TreeInstaller.write(NginxTree(loaded.configuration, overrides: []), to: FileTree.absolute(output))
            } else {
                let found = try FoundTree(loaded, logger: logger)
                logger.warnings(try TreeInstaller.install(found.tree, layout: loaded.configuration.layout))
            }
        } catch {
            logger.error("\(error.message)")
            exitProcess(error.status)
        }
    }
}

/// `proxy check`: whether the configuration would be accepted.
struct CheckCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Renders the Nginx configuration and has Nginx test it; changes nothing.")

    func run(in process: RunningProgram) {
        let loaded = process.load(ProxyConfiguration.read)
        do throws(PlanFailure) {
            let found = try FoundTree(loaded, logger: loaded.logger)
            loaded.logger.warnings(try TreeInstaller.check(found.tree, layout: loaded.configuration.layout))
        } catch {
            loaded.logger.error("\(error.message)")
            exitProcess(error.status)
        }
        loaded.logger.info("Nginx accepts the configuration")
    }
}

extension Logger {
    /// What Nginx said of a configuration that it accepts.
    fileprivate func warnings(_ lines: [String]) {
        for line in lines { warning("\(line)") }
    }
}
