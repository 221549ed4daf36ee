import Settings

extension LaunchPlan: Encodable {
    /// The plan for programs: every value that it has, secrets redacted by their types.
    package var json: String { JSONDocument.pretty(self) }

    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("program", program), ("warnings", warnings), ("notes", notes), ("directories", directories),
            ("files", files), ("ownerships", ownerships), ("obsolete_files", obsoleteFiles), ("state", state),
            ("pidfiles", pidfiles.map(\.path)), ("pidfile_owners", pidfiles), ("ports", ports), ("steps", steps),
            ("processes", processes), ("reload", reload?.step), ("reload_gates", reload?.gates ?? []),
            ("reload_watches", reload?.watch?.paths ?? []), ("reload_notice", reload?.watch?.notice),
            ("shutdown", Shutdown(plan: self)), ("serving_mark", servingMark),
            ("passes_status_through", passesStatusThrough), ("logs", logsOfServers.map(Logs.init)),
            ("settings", settings.map(Reading.init)),
        ])
    }

    /// The policy with what follows from it and the processes.
    private struct Shutdown: Encodable {
        let plan: LaunchPlan

        func encode(to encoder: any Encoder) throws {
            let policy = plan.shutdown
            try encoder.members([
                ("budget_seconds", Int(policy.budget)), ("reserve_seconds", policy.reserve),
                ("stage_reserve_seconds", policy.stageReserve), ("gates", policy.gates),
                ("order", plan.stopStages.map { $0.map(\.name) }),
                ("timetable", plan.processes.isEmpty ? [] : plan.stopTimetable),
            ])
        }
    }

    private struct Logs: Encodable {
        let policy: LogPolicy

        func encode(to encoder: any Encoder) throws {
            try encoder.members([
                ("relayed", policy.overflow == .drop), ("overflow", policy.overflow.rawValue),
                ("format", policy.format.rawValue),
            ])
        }
    }

    private struct Reading: Encodable {
        let reading: SettingReading

        func encode(to encoder: any Encoder) throws {
            try encoder.members([("name", reading.name), ("value", reading.value), ("source", reading.origin)])
        }
    }
}

extension DirectorySpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("path", path), ("mode", LaunchPlan.octal(mode)), ("owner", owner?.name), ("if_impossible", consequence),
            ("volume", isVolume), ("former_owner", formerOwner?.name),
        ])
    }

    /// null where the start ends; empty where nothing is said.
    private var consequence: String? {
        switch ifImpossible {
        case .endsStart: nil
        case .warns(let consequence): consequence
        case .isLeft: ""
        }
    }
}

extension FileSpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([("path", path), ("bytes", contents.count), ("mode", LaunchPlan.octal(mode))])
    }
}

extension OwnershipSpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([("path", path), ("owner", owner.name), ("create", create)])
    }
}

extension PidfileSpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([("path", path), ("program", program)])
    }
}

extension PortSpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([("number", number), ("variable", variable), ("addresses", addresses.map(\.text))])
    }
}

extension RunnerStateSpec: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([("path", path), ("role", role.rawValue), ("celery", celery.map(\.rawValue))])
    }
}
