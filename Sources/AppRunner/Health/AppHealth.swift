import Launch
import Runner
import Settings
import System

/// The verdicts on Gunicorn, asked on its own socket: pure, from the answer.
enum AppHealth {
    /// Ready: the application answers, with anything below 500.
    static func readiness(_ answer: HTTPProbe.Answer) -> HealthVerdict {
        switch answer {
        case .status(let status) where status < 500:
            HealthVerdict(isGood: true, "ok: the application answers \(status)")
        case .connected: HealthVerdict(isGood: false, "not ready: nothing was asked")
        case .status(let status): HealthVerdict(isGood: false, "not ready: the application answers \(status)")
        case .absent: HealthVerdict(isGood: false, "not ready: starting, there is no socket yet")
        case .refused: HealthVerdict(isGood: false, "not ready: no process listens on the socket")
        case .silent: HealthVerdict(isGood: false, "not ready: no answer in time")
        case .failed(let reason): HealthVerdict(isGood: false, "not ready: \(reason)")
        }
    }

    /// While a start runs the container is live and not ready; the verdict says what the start does or waits for.
    ///
    /// - Parameter isLive: whether liveness is asked for, not readiness.
    static func during(_ start: StatusFile, isLive: Bool, now: Double) -> HealthVerdict {
        HealthVerdict(isGood: isLive, "\(isLive ? "live" : "not ready"): \(text(of: start, now: now))")
    }

    private static func text(of start: StatusFile, now: Double) -> String {
        guard let wait = start.wait else { return start.part.map { "the start runs \(short($0))" } ?? "the start runs" }
        let seconds = max(0, now - wait.since).rounded(.down).shortText
        return "the start has waited \(seconds) s for \(short(wait.reason))"
    }

    /// Nothing bounds a line in a file of another user's.
    private static func short(_ text: String) -> String {
        let most = 300
        let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
        return start.escapedForOneLine + (text.unicodeScalars.count > most ? "…" : "")
    }

    /// Live: a restart would not help. Starting and busy are live; only a socket that no process holds
    /// means that the runner is gone.
    static func liveness(_ answer: HTTPProbe.Answer) -> HealthVerdict {
        switch answer {
        case .connected, .status: HealthVerdict(isGood: true, "live: Gunicorn listens")
        case .absent: HealthVerdict(isGood: true, "live: starting")
        case .silent: HealthVerdict(isGood: true, "live: busy, no answer in time")
        case .failed(let reason): HealthVerdict(isGood: true, "live: \(reason)")
        case .refused: HealthVerdict(isGood: false, "not live: no process listens on the socket")
        }
    }
}
