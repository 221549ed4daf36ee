import ArgumentParser
import Runner

/// The command line of `proxy`.
struct ProxyCommand: ParsableCommand {
    static let configuration = CommandConfiguration.program(
        "proxy",
        abstract: "Runs Nginx in front of Gunicorn: renders its configuration, tests it, starts and supervises it.",
        discussion: "Everything is set by environment variables; `proxy env` lists them.",
        subcommands: [RunCommand.self, RenderCommand.self, CheckCommand.self, HealthCommand.self],
        default: RunCommand.self)
}
