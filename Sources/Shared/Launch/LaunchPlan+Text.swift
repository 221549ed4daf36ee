import Settings

extension LaunchPlan {
    /// The plan as a person reads it: what would be run, in order. Secrets are redacted by their types.
    package var text: String {
        var lines = ["\(program) would"]
        lines += warnings.map { "  warn: \($0)" }
        lines += notes.map { "  info: \($0)" }
        lines += directories.map {
            "  make folder \($0.path) \(Self.octal($0.mode))\(Self.owner($0.owner))\($0.isVolume ? ", a volume" : "")"
                + ($0.ifImpossible == .endsStart ? "" : ", if possible")
        }
        lines += files.map { "  write \($0.path) (\($0.contents.count) bytes)" }
        lines += ownerships.map { "  give \($0.path) to \($0.owner.name)\($0.create ? "" : ", if it exists")" }
        lines += obsoleteFiles.map { "  remove \($0), if it exists" }
        lines += pidfiles.map { "  remove \($0.path), unless a running \($0.program) owns it" }
        if let state {
            let roles = [state.role.rawValue] + state.celery.map(\.rawValue).filter { $0 != state.role.rawValue }
            lines.append("  say in \(state.path) what runs: \(roles.joined(separator: ", "))")
        }
        lines += ports.map {
            "  require port \($0.number) (\($0.variable)) on \($0.addresses.map(\.text).joined(separator: ", "))"
        }
        for (number, step) in steps.enumerated() { lines += Self.process(step, title: "step \(number + 1)") }
        if let servingMark { lines.append("  hold locks on \(servingMark) that say it runs and is not draining") }
        for process in processes { lines += Self.process(process, title: "run") }
        if let reload {
            lines += Self.process(reload.step, title: "on SIGHUP first")
            let watched = reload.watch?.paths.joined(separator: ", ")
            if let watched { lines.append("    also when one of these changes: \(watched)") }
        }
        if !processes.isEmpty {
            lines.append("  stop within \(Int(shutdown.budget)) s (SHUTDOWN_TIMEOUT)")
            lines += stopTimetable.map { "    " + $0 }
        }
        if let logText { lines.append("  logs: \(logText)") }
        if !settings.isEmpty { lines.append("with") }
        lines += settings.map { "  \($0.name)=\($0.value) (\($0.origin))" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The processes in the order they are stopped, a group a stage.
    package var stopStages: [[ProcessSpec]] {
        Set(processes.map(\.stop.stage)).sorted().map { stage in processes.filter { $0.stop.stage == stage } }
    }

    private static func process(_ spec: ProcessSpec, title: String) -> [String] {
        var lines = ["  \(title): \(spec.name)", "    \(spec.commandLine)"]
        if let directory = spec.workingDirectory { lines.append("    in \(directory)") }
        if let user = spec.user { lines.append("    as \(user.name) (uid \(user.uid), gid \(user.gid))") }
        if let socket = spec.socket { lines.append("    with socket \(socket.path) \(octal(socket.mode))") }
        if let pidfile = spec.pidfile { lines.append("    its pid in \(pidfile)") }
        if !spec.listeners.isEmpty {
            lines.append("    with our listeners \(spec.listeners.map(\.text).joined(separator: ", "))")
        }
        if spec.programOwner == .root { lines.append("    as root, only a program that root alone can change") }
        if let privileges = spec.privileges.text { lines.append("    \(privileges)") }
        if let inherits = spec.inherits.text { lines.append("    \(inherits)") }
        if spec.signalsGroup { lines.append("    signals go to its process group") }
        lines += life(spec)
        lines += spec.environment.map { "    \($0.text) (\($0.origin))" }
        if case .backoff(let backoff) = spec.restart {
            let cause = backoff.onlyAfterSignals ? ", when a signal has ended it" : ""
            lines.append("    started again up to \(backoff.attempts) times in \(Int(backoff.window)) s\(cause)")
        }
        if !spec.isEssential { lines.append("    the program continues without it") }
        return lines
    }

    /// How it is tied to the runner: group, signals, orphaned workers.
    private static func life(_ spec: ProcessSpec) -> [String] {
        var lines: [String] = []
        if spec.group == .shared { lines.append("    in the process group of the program") }
        let signals = spec.forwards.sorted { $0.key.rawValue < $1.key.rawValue }
        if !signals.isEmpty {
            let names = signals.map { $0 == $1 ? $0.name : "\($0.name) as \($1.name)" }
            lines.append("    gets \(names.joined(separator: ", "))")
        }
        if case .drained(let signal) = spec.orphans {
            lines.append("    its workers get \(signal.name) when it dies, and finish their work")
        }
        return lines
    }

    static func octal(_ mode: UInt32) -> String { String(mode, radix: 8) }

    private static func owner(_ account: Account?) -> String {
        account.map { " for \($0.name)" } ?? ""
    }
}
