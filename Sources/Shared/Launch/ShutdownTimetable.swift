/// How the budget of a stop is split, for `plan`: what happens when, in seconds from the stop signal.
extension LaunchPlan {
    package var stopTimetable: [String] {
        let hurry = shutdown.budget - shutdown.reserve
        var start = 0.0
        var lines: [String] = []
        if let drain = shutdown.drain, drain.delay > 0 {
            start = drain.delay
            lines.append("at 0 s: /readyz says no; all is served on for \(start.shortText) s (DRAIN_DELAY)")
        }
        if shutdown.proxyFolder != nil {
            start = shutdown.latestEnd(from: 0, hurry: hurry, laterStages: 1)
            lines.append(
                "first: the proxy of the pod finishes, at \(start.shortText) s at the latest; one that is not stopping is not waited for"
            )
        }
        if processes.contains(where: { !$0.listeners.isEmpty }) {
            lines.append("then: no new connections; those that have begun are accepted")
        }
        let stages = stopStages
        for (index, stage) in stages.enumerated() {
            lines.append((index == 0 ? "then: " : after(stages[index - 1], at: start)) + signals(stage, \.signal))
            start = shutdown.latestEnd(from: start, hurry: hurry, laterStages: stages.count - index - 1)
        }
        let all = stages.flatMap { $0 }
        lines.append("at \(hurry.shortText) s: whatever is left is hurried: \(signals(all, \.hurry))")
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

extension Double {
    /// Seconds with at most one decimal, for a log line.
    package var shortText: String {
        let tenths = Int((self * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
