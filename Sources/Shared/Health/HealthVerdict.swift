/// What a health command says: one line, and the exit status 0 or 1.
package struct HealthVerdict: Sendable, Equatable {
    package let isGood: Bool
    package let detail: String

    package init(isGood: Bool, _ detail: String) {
        self.isGood = isGood
        self.detail = detail
    }

    /// The verdict on Nginx's answer at `/livez` or `/readyz`.
    package static func ofStatusPort(_ answer: HTTPProbe.Answer, port: Int) -> HealthVerdict {
        switch answer {
        case .status(200): HealthVerdict(isGood: true, "ok")
        case .status(let status): HealthVerdict(isGood: false, "not ready: Nginx answers \(status) on port \(port)")
        case .connected: HealthVerdict(isGood: true, "ok")
        case .absent, .refused: HealthVerdict(isGood: false, "nothing listens on port \(port) (yet)")
        case .silent: HealthVerdict(isGood: false, "no answer on port \(port) in time")
        case .failed(let reason): HealthVerdict(isGood: false, "cannot ask port \(port): \(reason)")
        }
    }

    /// Prints the line and ends the process.
    package func tell() -> Never {
        StandardOutput.write(detail + "\n")
        exitProcess(isGood ? .success : .failure)
    }

    /// Seconds that a probe may take: longer than Nginx waits for Gunicorn, shorter than an orchestrator's patience.
    package static let timeout = 8.0
}
