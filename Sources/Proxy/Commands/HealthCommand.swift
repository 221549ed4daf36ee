import ArgumentParser
import Shared

/// `proxy health`: asks Nginx's status port.
struct HealthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Tells whether this container is ready: Nginx serves, and Gunicorn answers behind it.",
        discussion:
            "Exits with 0 or 1. --live asks whether Nginx itself answers: when it does, a restart would not help.")

    @Flag(help: "Judge whether it should be left alone, not whether it is ready.") var live = false

    func run() {
        let loaded = program.load { common, reader, host in
            ProxyConfiguration(reading: &reader, common: common, host: host)
        }
        let port = loaded.configuration.statusPort
        let answer = HTTPProbe.get(
            .port(port), path: live ? "/livez" : "/readyz", host: "localhost", timeout: HealthVerdict.timeout)
        HealthVerdict.ofStatusPort(answer, port: port).tell()
    }
}
