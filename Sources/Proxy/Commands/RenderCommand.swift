import ArgumentParser
import Launch
import System

/// `proxy render`: the configuration tree, written and tested.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders the Nginx configuration, has Nginx test it, and puts it in place.",
        discussion: """
            Your own files below BOOTSTRAP_CONFIG_DIR/nginx win over ours, each alone. A configuration that Nginx \
            refuses is not put in place.
            """)

    @Option(help: "Only write our files to this folder; no test, nothing of yours, nothing put in place.")
    var output: String?

    @Flag(help: "Only log errors: another run follows that logs the rest.")
    var quiet = false

    func run() throws {
        var loaded = LoadedProxy()
        if quiet { loaded.logger.logLevel = .error }
        do throws(PlanFailure) {
            if let output {
                try TreeInstaller.write(NginxTree(loaded.configuration, overrides: []), to: FileTree.absolute(output))
            } else {
                let overrides = try loaded.overrides()
                for path in overrides.ours.sorted() { loaded.logger.info("uses \(path) instead of the default file") }
                try TreeInstaller.install(
                    NginxTree(loaded.configuration, site: loaded.site(overrides), overrides: overrides.files),
                    layout: loaded.configuration.layout, showsWarnings: !quiet)
            }
        } catch {
            loaded.logger.error("\(error.message)")
            exitProcess(error.status)
        }
    }
}

/// `proxy check`: whether the configuration would be accepted.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Renders the Nginx configuration and has Nginx test it; changes nothing.")

    func run() {
        let loaded = LoadedProxy()
        do throws(PlanFailure) {
            let overrides = try loaded.overrides()
            try TreeInstaller.check(
                NginxTree(loaded.configuration, site: loaded.site(overrides), overrides: overrides.files),
                layout: loaded.configuration.layout)
        } catch {
            loaded.logger.error("\(error.message)")
            exitProcess(error.status)
        }
        loaded.logger.info("Nginx accepts the configuration")
    }
}
