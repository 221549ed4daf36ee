import Launch

/// The facts of an event, each under its name, for logs that programs read. The sentence says them too.
extension LifecycleEvent {
    /// "event" is in every event; the others are "process", "pid", "status", "signal", "seconds", "stage" and "gate".
    package var fields: [String: String] {
        var fields = facts
        fields["event"] = name
        return fields
    }

    /// The event in one word.
    package var name: String {
        switch self {
        case .stepStarting: "step_starting"
        case .stepFailed: "step_failed"
        case .processStarting: "process_starting"
        case .processRestarting: "process_restarting"
        case .processStarted: "process_started"
        case .processExited: "process_exited"
        case .restartScheduled: "restart_scheduled"
        case .restartLimitReached: "restart_limit_reached"
        case .stopRequested: "stop_requested"
        case .gateEntered: "gate_entered"
        case .gateLeft: "gate_left"
        case .stageEntered: "stage_entered"
        case .processStopped: "process_stopped"
        case .escalated: "escalated"
        case .killed: "killed"
        case .orphansKilled: "orphans_killed"
        case .reloadStarting: "reload_starting"
        case .reloadFailed: "reload_failed"
        case .reloadPostponed: "reload_postponed"
        case .filesUnchanged: "files_unchanged"
        }
    }

    private var facts: [String: String] {
        switch self {
        case .stepStarting(let name), .processStarting(let name), .processRestarting(let name): ["process": name]
        case .stepFailed(let name, let end), .processExited(let name, let end, _), .processStopped(let name, let end),
            .reloadFailed(let name, let end):
            end.fields.merging(["process": name]) { $1 }
        case .processStarted(let name, let pid), .killed(let name, let pid), .orphansKilled(let name, let pid):
            ["process": name, "pid": String(pid)]
        case .restartScheduled(let name, let end, let seconds):
            end.fields.merging(["process": name, "seconds": seconds.shortText]) { $1 }
        case .restartLimitReached(let name, let end, let restarts, let window, _):
            end.fields.merging(
                ["process": name, "restarts": String(restarts), "seconds": window.shortText]) { $1 }
        case .stopRequested(let signal, let seconds): ["signal": signal.name, "seconds": seconds.shortText]
        case .gateEntered(let gate, let seconds): ["gate": gate.kind, "seconds": seconds.shortText]
        case .gateLeft(let gate, let outcome, let seconds):
            ["gate": gate.kind, "outcome": "\(outcome)", "seconds": seconds.shortText]
        case .stageEntered(let stage, let names):
            ["stage": String(stage), "process": names.joined(separator: ",")]
        case .escalated(let name, let pid, let signal, _):
            ["process": name, "pid": String(pid), "signal": signal.name]
        case .reloadPostponed(_, _, let seconds): ["seconds": seconds.shortText]
        case .reloadStarting, .filesUnchanged: [:]
        }
    }
}

extension ProcessEnd {
    /// How it ended: by a signal, which has its name, or with a status of its own.
    fileprivate var fields: [String: String] {
        switch self {
        case .ended(let pid, .exited(let code)): ["pid": String(pid), "status": String(code)]
        case .ended(let pid, .killed(let number)):
            ["pid": String(pid), "signal": Signal(rawValue: number).name, "status": String(status.code)]
        case .notStarted(let status): ["status": String(status.code)]
        }
    }
}
