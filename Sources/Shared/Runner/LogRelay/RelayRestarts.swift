import Launch

/// When a relay that has ended is started again: at once, but one that ends as soon as it starts ever later.
struct RelayRestarts {
    /// Seconds of life after which a relay has worked.
    static let worked = 10.0
    private let backoff = Backoff(initial: 0.5, limit: 30, attempts: .max)
    private var shortLives = 0
    private var startedAt = -Double.infinity

    mutating func started(now: Double) {
        startedAt = now
    }

    /// When to start the next one. All times are monotonic seconds.
    mutating func ended(now: Double) -> Double {
        guard now - startedAt < Self.worked else {
            shortLives = 0
            return now
        }
        defer { shortLives += 1 }
        return shortLives == 0 ? now : now + (backoff.delay(after: shortLives - 1) ?? backoff.limit)
    }
}
