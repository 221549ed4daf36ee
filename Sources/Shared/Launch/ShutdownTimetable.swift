/// How the budget of a stop is split, for `plan`: what happens when, in seconds from the stop signal.
extension LaunchPlan {
    package var stopTimetable: [String] {
        let escalation = shutdown.budget - shutdown.reserve
        var start = 0.0
        var lines: [String] = []
        for gate in shutdown.gates {
            switch gate {
            case .delay(let gate) where gate.seconds > 0:
                start = gate.seconds
                lines.append("at 0 s: \(gate.text) (\(gate.variable))")
            case .delay: break
            case .peer(let gate):
                start = shutdown.latestEnd(from: 0, escalation: escalation, laterStages: 1)
                lines.append(
                    "first: \(gate.name) drains, at \(start.shortText) s at the latest; no wait if it is not stopping")
            case .listeners(let gate):
                guard processes.contains(where: { $0.name == gate.process && $0.has(gate.listeners) }) else { break }
                lines.append("then: new connections are dropped; established ones are accepted")
            }
        }
        let stages = stopStages
        for (index, stage) in stages.enumerated() {
            lines.append((index == 0 ? "then: " : after(stages[index - 1], at: start)) + signals(stage, \.signal))
            start = shutdown.latestEnd(from: start, escalation: escalation, laterStages: stages.count - index - 1)
        }
        let all = stages.flatMap { $0 }
        lines.append("at \(escalation.shortText) s: escalation: \(signals(all, \.escalation))")
        lines.append("at \(shutdown.budget.shortText) s: SIGKILL")
        return lines
    }

    private func after(_ stage: [ProcessSpec], at latest: Double) -> String {
        let names = stage.map(\.name).joined(separator: " and ")
        return "when \(names) \(stage.count == 1 ? "has" : "have") ended, at \(latest.shortText) s at the latest: "
    }

    private func signals(_ stage: [ProcessSpec], _ which: KeyPath<StopPolicy, Signal>) -> String {
        stage.map { "\($0.stop[keyPath: which].name) for \($0.name)" }.joined(separator: ", ")
    }
}

extension DelayGate {
    /// "draining: …, still serving for 5 s".
    package var text: String { "\(announcement), still serving for \(seconds.shortText) s" }
}

extension ProcessSpec {
    /// Whether the runner binds such listeners for it.
    package func has(_ kind: ListenerKind) -> Bool {
        switch kind {
        case .tcp: !listeners.isEmpty
        case .unix: socket != nil
        }
    }
}

extension Double {
    /// Seconds with at most one decimal, for a log line.
    package var shortText: String {
        let tenths = Int((self * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
