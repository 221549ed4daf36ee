import Settings

extension LaunchPlan {
    /// The policy, where it counts: for servers, which must go on. The output of a command or a one-shot is what was
    /// asked for, and whoever asked reads it.
    package var logsOfServers: LogPolicy? {
        passesStatusThrough || processes.isEmpty || processes.contains { $0.group == .shared } ? nil : logs
    }

    /// What `plan` says of it.
    var logText: String? {
        switch logsOfServers?.overflow {
        case .drop:
            "relayed if they go to a pipe or socket; lines are dropped while nobody reads them (LOG_OVERFLOW=drop)"
        case .block: "not relayed; the site waits while nobody reads them (LOG_OVERFLOW=block)"
        case nil: nil
        }
    }
}
