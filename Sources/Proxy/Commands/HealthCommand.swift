import ArgumentParser
import Runner
import System

/// `proxy health`: asks Nginx's status port.
struct HealthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Tells whether this container is ready: Nginx serves, and Gunicorn answers behind it.",
        discussion:
            "Exits with 0 or 1. --live asks whether Nginx itself answers: when it does, a restart would not help.")

    @Flag(help: "Judge whether it should be left alone, not whether it is ready.") var live = false

    func run() {
        let configuration = program.loadForHealth { HealthConfiguration(reading: &$0) }
        if !live { WebProbe.throughNginx(configuration).tell() }
        let answer = HTTPProbe.get(
            .port(configuration.statusPort), path: "/livez", host: "localhost", timeout: HealthVerdict.timeout)
        HealthVerdict.ofStatusPort(answer, port: configuration.statusPort).tell()
    }
}
