import ArgumentParser
import Runner
import System

/// `proxy health`: asks Nginx's status port.
struct HealthCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Reports whether this container is ready: Nginx serves, and Gunicorn answers behind it.",
        discussion:
            "Exits with 0 or 1. --live asks whether Nginx itself answers: when it does, a restart would not help.")

    @Flag(help: "Check liveness, not readiness: fail only if a restart would help.") var live = false

    func run(in process: RunningProgram) {
        let configuration = process.loadForHealth { HealthConfiguration(reading: &$0) }
        if !live { HealthVerdict.tell([WebProbe.throughNginx(configuration)]) }
        let answer = HTTPProbe.get(
            .port(configuration.statusPort), path: "/livez", host: "localhost", timeout: HealthVerdict.timeout)
        HealthVerdict.tell([.ofStatusPort(answer, port: configuration.statusPort)])
    }
}
