import Launch
import Settings

/// An event as the operator reads it: the only file that makes sentences of events.
extension LifecycleEvent {
    package var level: LogThreshold {
        switch self {
        case .processStarted, .stageEntered, .filesUnchanged: .debug
        case .gateEntered(.delay, _): .info
        case .gateEntered: .debug
        case .gateLeft(.delay, _, _): .debug
        case .gateLeft(_, .timedOut, _): .warning
        case .gateLeft(.listeners, _, _): .debug
        case .gateLeft: .info
        case .stepStarting, .processStarting, .processRestarting, .stopRequested, .processStopped, .reloadStarting:
            .info
        case .processExited(_, _, .stops(.success)): .info
        case .escalated, .orphansKilled, .reloadPostponed: .warning
        case .stepFailed, .processExited, .restartScheduled, .restartLimitReached, .killed, .reloadFailed: .error
        }
    }

    package var sentence: String {
        switch self {
        case .stepStarting(let name): "runs \(name)"
        case .stepFailed(let name, let end): "cannot start: \(name) failed: \(end.text)"
        case .processStarting(let name): "starts \(name)"
        case .processRestarting(let name): "starts \(name) again"
        case .processStarted(let name, let pid): "\(name) started (pid \(pid))"
        case .processExited(let name, let end, let consequence): "\(name) ended: \(end.text); \(consequence.text)"
        case .restartScheduled(let name, let end, let seconds):
            "\(name) ended: \(end.text); starting it again in \(seconds.shortText) s"
        case .restartLimitReached(let name, let end, let restarts, let window, let consequence):
            "\(name) ended: \(end.text); restart limit reached (\(restarts) in \(window.shortText) s); \(consequence.text)"
        case .stopRequested(let signal, let seconds): "received \(signal.name), stops within \(seconds.shortText) s"
        case .gateEntered(let gate, let seconds): gate.entered(for: seconds)
        case .gateLeft(let gate, let outcome, let seconds): gate.left(outcome, after: seconds)
        case .stageEntered(let stage, let names): "stops stage \(stage + 1): \(names.joined(separator: ", "))"
        case .processStopped(let name, let end): "\(name) stopped: \(end.text)"
        case .escalated(let name, _, let signal, let reason): "\(reason.text): sends \(signal.name) to \(name)"
        case .killed(let name, _): "kills \(name): it did not stop in time"
        case .orphansKilled(let name, _): "kills orphaned workers of \(name): they did not finish in time"
        case .reloadStarting(let notice): notice
        case .reloadFailed(let name, let end):
            "cannot reload: \(name) failed: \(end.text); the old configuration stays in use"
        case .reloadPostponed(let reloads, let window, let seconds):
            "\(reloads) reloads in \(window.shortText) s because of changed files: the next one in "
                + "\(seconds.shortText) s at the earliest"
        case .filesUnchanged: "watched files have the same content: no reload"
        }
    }
}

extension LifecycleEvent.Consequence {
    fileprivate var text: String {
        switch self {
        case .stops(let status): "stopping with status \(status.code)"
        case .continues: "continuing without it"
        case .nothingElseRuns: "no other process runs"
        }
    }
}

extension LifecycleEvent.EscalationReason {
    fileprivate var text: String {
        switch self {
        case .signal(let signal): "received \(signal.name)"
        case .secondSignal(let signal): "received a second \(signal.name)"
        case .stageTimeout: "later stages need the rest of the time"
        case .budget: "shutdown time nearly over"
        }
    }
}

extension StopGate {
    fileprivate func entered(for seconds: Double) -> String {
        switch self {
        case .delay(let gate): gate.text
        case .peer(let gate): "waiting for \(gate.name) to drain, for \(seconds.shortText) s at most"
        case .listeners(let gate):
            "dropping new connections to \(gate.process), waiting for it to accept the others for \(seconds.shortText) s at most"
        }
    }

    fileprivate func left(_ outcome: LifecycleEvent.GateOutcome, after seconds: Double) -> String {
        switch (self, outcome) {
        case (.delay, _): "served for \(seconds.shortText) s while draining"
        case (.peer(let gate), .timedOut):
            "timed out after \(seconds.shortText) s waiting for \(gate.name) to drain; continuing the shutdown"
        case (.peer(let gate), .notNeeded): "\(gate.name) is not stopping; continuing the shutdown without it"
        case (.peer(let gate), _): "\(gate.name) has drained"
        case (.listeners(let gate), .timedOut):
            "timed out after \(seconds.shortText) s waiting for \(gate.process) to accept connections; "
                + "those that wait are cut off"
        case (.listeners(let gate), _): "\(gate.process) has accepted every connection"
        }
    }
}
