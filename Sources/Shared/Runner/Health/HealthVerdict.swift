/// What a health command says: one line, and the exit status 0 or 1.
package struct HealthVerdict: Sendable, Equatable {
    package let isGood: Bool
    package let detail: String

    package init(isGood: Bool, _ detail: String) {
        self.isGood = isGood
        self.detail = detail
    }

    /// Seconds that a probe may take: longer than Nginx waits for Gunicorn, shorter than an orchestrator's timeout.
    package static let timeout = 8.0
}
