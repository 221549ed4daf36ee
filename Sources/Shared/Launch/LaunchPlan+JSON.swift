extension LaunchPlan {
    /// The plan for programs: the same facts as `text`, secrets redacted by their types.
    package var json: JSONText {
        .object([
            ("program", .string(program)),
            ("warnings", .array(warnings.map(JSONText.string))),
            ("notes", .array(notes.map(JSONText.string))),
            (
                "directories",
                .array(
                    directories.map {
                        .object([
                            ("path", .string($0.path)), ("mode", .string(Self.octal($0.mode))),
                            ("owner", $0.owner.map { .string($0.name) } ?? .null),
                            ("if_impossible", $0.ifImpossible.json),
                            ("volume", .bool($0.isVolume)),
                        ])
                    })
            ),
            (
                "files",
                .array(files.map { .object([("path", .string($0.path)), ("bytes", .number($0.contents.count))]) })
            ),
            (
                "ownerships",
                .array(ownerships.map { .object([("path", .string($0.path)), ("owner", .string($0.owner.name))]) })
            ),
            ("obsolete_files", .array(obsoleteFiles.map(JSONText.string))),
            ("state", stateJSON),
            ("pidfiles", .array(pidfiles.map { .string($0.path) })),
            (
                "ports",
                .array(
                    ports.map {
                        .object([
                            ("number", .number($0.number)), ("variable", .string($0.variable)),
                            ("addresses", .array($0.addresses.map { .string($0.text) })),
                        ])
                    })
            ),
            ("steps", .array(steps.map(Self.processJSON))),
            ("processes", .array(processes.map(Self.processJSON))),
            ("reload", reload.map { Self.processJSON($0.step) } ?? .null),
            ("reload_watches", .array((reload?.watch?.paths ?? []).map(JSONText.string))),
            (
                "shutdown",
                .object([
                    ("budget_seconds", .number(Int(shutdown.budget))),
                    ("order", .array(stopStages.map { .array($0.map { .string($0.name) }) })),
                    ("timetable", .array(processes.isEmpty ? [] : stopTimetable.map(JSONText.string))),
                ])
            ),
            (
                "logs",
                logsOfServers.map {
                    .object([
                        ("relayed", .bool($0.overflow == .drop)), ("overflow", .string($0.overflow.rawValue)),
                    ])
                } ?? .null
            ),
            (
                "settings",
                .array(
                    settings.map {
                        .object([
                            ("name", .string($0.name)), ("value", .string($0.value)), ("source", .string($0.origin)),
                        ])
                    })
            ),
        ])
    }

    private var stateJSON: JSONText {
        guard let state else { return .null }
        return .object([
            ("path", .string(state.path)), ("role", .string(state.role.rawValue)),
            ("celery", .array(state.celery.map { .string($0.rawValue) })),
        ])
    }

    private static func processJSON(_ spec: ProcessSpec) -> JSONText {
        .object([
            ("name", .string(spec.name)),
            ("argv", .array(spec.redactedArguments.map(JSONText.string))),
            ("directory", spec.workingDirectory.map(JSONText.string) ?? .null),
            ("user", spec.user.map { .string($0.name) } ?? .null),
            ("socket", spec.socket.map { .string($0.path) } ?? .null),
            ("listeners", .array(spec.listeners.map { .string($0.text) })),
            ("program_owner", .string(spec.programOwner.rawValue)),
            ("privileges", .string(spec.privileges.rawValue)),
            ("inherits", inheritsJSON(spec.inherits)),
            (
                "environment",
                .array(
                    spec.environment.map {
                        .object([("change", .string($0.text)), ("source", .string($0.origin))])
                    })
            ),
            ("stop_signal", .string(spec.stop.signal.name)),
        ])
    }

    /// "all", "non-empty", or the names.
    private static func inheritsJSON(_ inherits: Inheritance) -> JSONText {
        switch inherits {
        case .all: .string("all")
        case .nonEmpty: .string("non-empty")
        case .only(let list): .array(list.names.map(JSONText.string))
        }
    }
}

extension DirectoryFailure {
    /// null where the start ends; empty where nothing is said.
    fileprivate var json: JSONText {
        switch self {
        case .endsStart: .null
        case .warns(let consequence): .string(consequence)
        case .isLeft: .string("")
        }
    }
}
