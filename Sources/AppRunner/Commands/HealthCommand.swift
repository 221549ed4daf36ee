import ArgumentParser
import Shared

/// `app-runner health`: asks the application, as a client would.
struct HealthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Tells whether the application answers; in the single shape through Nginx.",
        discussion: """
            Exits with 0 or 1. The request has a Host that Django accepts and counts as HTTPS. Ready (the default) means an \
            answer below 500. Live means that a restart would not help: starting and busy are live.
            """)

    @Flag(help: "Judge whether it should be left alone, not whether it is ready.") var live = false

    func run() {
        let loaded = program.load { common, reader, host in
            (proxy: ProxyConfiguration(reading: &reader, common: common, host: host), shape: common.shape)
        }
        let (proxy, shape) = loaded.configuration
        if shape == .single, !live {
            let answer = HTTPProbe.get(
                .port(proxy.statusPort), path: "/readyz", host: "localhost", timeout: HealthVerdict.timeout)
            HealthVerdict.ofStatusPort(answer, port: proxy.statusPort).tell()
        }
        let answer = HTTPProbe.get(
            .unixSocket(proxy.layout.gunicornSocket), path: live ? nil : proxy.healthPath, host: proxy.healthHost,
            headers: [("X-Forwarded-Proto", "https"), ("X-Bootstrap-Probe", "readyz")],
            timeout: live ? 2 : HealthVerdict.timeout)
        (live ? AppHealth.liveness(answer) : AppHealth.readiness(answer)).tell()
    }
}
