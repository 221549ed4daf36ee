import Runner
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
