import Runner
import System

/// The questions that a health command asks of a web container.
package enum WebProbe {
    /// What the application answers on Gunicorn's socket to a request that Django accepts.
    package static func application(_ configuration: HealthConfiguration) -> HTTPProbe.Answer {
        HTTPProbe.get(
            .unixSocket(configuration.layout.gunicornSocket), path: configuration.healthPath,
            host: configuration.healthHost,
            headers: [("X-Forwarded-Proto", "https"), ("X-Bootstrap-Probe", "readyz")], timeout: HealthVerdict.timeout)
    }

    /// Whether Gunicorn's socket takes a connection.
    package static func socket(_ configuration: HealthConfiguration) -> HTTPProbe.Answer {
        HTTPProbe.get(
            .unixSocket(configuration.layout.gunicornSocket), path: nil, host: configuration.healthHost, timeout: 2)
    }

    /// The verdict through Nginx. Its status port says only that the application is not ready: then the application is asked,
    /// so that an answer of 500 or more is said to be that.
    package static func throughNginx(_ configuration: HealthConfiguration) -> HealthVerdict {
        let answer = HTTPProbe.get(
            .port(configuration.statusPort), path: "/readyz", host: "localhost", timeout: HealthVerdict.timeout)
        let verdict = HealthVerdict.ofStatusPort(answer, port: configuration.statusPort)
        guard case .status(let status) = answer, status != 200 else { return verdict }
        return HealthVerdict.applicationError(application(configuration)) ?? verdict
    }
}

extension HealthVerdict {
    /// The verdict on Nginx's answer at `/livez` or `/readyz`.
    package static func ofStatusPort(_ answer: HTTPProbe.Answer, port: Int) -> HealthVerdict {
        switch answer {
        case .status(200): HealthVerdict(isGood: true, "ok")
        case .status(let status): HealthVerdict(isGood: false, "not ready: Nginx answers \(status) on port \(port)")
        case .connected: HealthVerdict(isGood: true, "ok")
        case .absent, .refused: HealthVerdict(isGood: false, "nothing listens on port \(port) (yet)")
        case .silent: HealthVerdict(isGood: false, "no answer on port \(port) in time")
        case .failed(let reason): HealthVerdict(isGood: false, "cannot probe port \(port): \(reason)")
        }
    }

    /// The verdict on an application that answers with an error of its own; nil for any other answer.
    package static func applicationError(_ answer: HTTPProbe.Answer) -> HealthVerdict? {
        guard case .status(let status) = answer, status >= 500 else { return nil }
        return HealthVerdict(isGood: false, "not ready: the application answers \(status)")
    }
}
