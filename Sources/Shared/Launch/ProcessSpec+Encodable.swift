import Settings

extension ProcessSpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("name", name), ("argv", redactedArguments), ("directory", workingDirectory), ("user", user?.name),
            ("uid", user?.uid), ("gid", user?.gid), ("socket", socket?.path), ("socket_options", socket),
            ("listeners", listeners.map(\.text)), ("program_owner", programOwner.rawValue),
            ("privileges", privileges.rawValue), ("inherits", inherits), ("environment", environment),
            ("pidfile", pidfile), ("orphans", orphanSignal), ("group", group == .own ? "own" : "shared"),
            ("stop_signal", stop.signal.name), ("stop_escalation", stop.escalation.name), ("stop_stage", stop.stage),
            ("forwards", Dictionary(uniqueKeysWithValues: forwards.map { ($0.name, $1.name) })),
            ("signals_group", signalsGroup), ("restart", restart), ("is_essential", isEssential),
        ])
    }

    /// The signal by which its orphaned workers finish; null: they are killed.
    private var orphanSignal: String? {
        if case .drained(let signal) = orphans { signal.name } else { nil }
    }
}

extension SocketSpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("path", path), ("mode", LaunchPlan.octal(mode)), ("backlog", backlog), ("owner", owner?.name),
            ("group", group),
        ])
    }
}

extension EnvironmentChange: Encodable {
    /// The name and the value as one text; a secret reads `<redacted>`.
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([("change", text), ("source", origin)])
    }
}

extension Inheritance: Encodable {
    /// "all", "non-empty", or the names.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .all: try "all".encode(to: encoder)
        case .nonEmpty: try "non-empty".encode(to: encoder)
        case .only(let list): try list.names.encode(to: encoder)
        }
    }
}

extension RestartPolicy: Encodable {
    /// null: it is not started again.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .never: try String?.none.encode(to: encoder)
        case .backoff(let backoff): try backoff.encode(to: encoder)
        }
    }
}

extension Backoff: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("initial", initial), ("limit", limit), ("attempts", attempts), ("window", window),
            ("only_after_signals", onlyAfterSignals),
        ])
    }
}
