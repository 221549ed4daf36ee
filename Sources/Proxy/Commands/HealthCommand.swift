import ArgumentParser
import Runner
import System

/// `proxy health`: asks Nginx's status port.
struct HealthCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Tells whether this container is ready: Nginx serves, and Gunicorn answers behind it.",
        discussion:
            "Exits with 0 or 1. --live asks whether Nginx itself answers: when it does, a restart would not help.")

    @Flag(help: "Judge whether it should be left alone, not whether it is ready.") var live = false

    func run(in process: RunningProgram) {
        let configuration = process.loadForHealth { HealthConfiguration(reading: &$0) }
        if !live { HealthVerdict.tell([WebProbe.throughNginx(configuration)]) }
        let answer = HTTPProbe.get(
            .port(configuration.statusPort), path: "/livez", host: "localhost", timeout: HealthVerdict.timeout)
        HealthVerdict.tell([.ofStatusPort(answer, port: configuration.statusPort)])
    }
}
