/// What becomes of the lines that the program and its children write.
package struct LogPolicy: Sendable, Equatable {
    package let overflow: LogOverflow
    /// How the line is written that tells of dropped ones.
    package let format: LogFormat

    package init(overflow: LogOverflow, format: LogFormat) {
        self.overflow = overflow
        self.format = format
    }
}

extension LaunchPlan {
    /// The policy, where it counts: for servers, which must go on. The output of a command or a one-shot is what was
    /// asked for, and whoever asked reads it.
    var logsOfServers: LogPolicy? {
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
