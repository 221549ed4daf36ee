import Settings

extension LaunchPlan {
    /// The policy applies to servers, which must not stop. The output of a command or a one-shot is its result, and
    /// its caller reads it.
    package var logsOfServers: LogPolicy? {
        passesStatusThrough || processes.isEmpty || processes.contains { $0.group == .shared } ? nil : logs
    }

    /// What `plan` says of it.
    var logText: String? {
        switch logsOfServers?.overflow {
        case .drop:
            "relayed if they go to a pipe or socket; lines are dropped while they are not read (LOG_OVERFLOW=drop)"
        case .block: "not relayed; the site waits while they are not read (LOG_OVERFLOW=block)"
        case nil: nil
        }
    }
}
