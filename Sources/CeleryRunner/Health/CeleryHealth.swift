import Settings
import System

/// The verdicts on the Celery processes of this container, from their state files.
package struct CeleryHealth: Sendable, Equatable {
    let layout: Layout
    let limits: HealthLimits

    package init(reading reader: inout SettingsReader, layout: Layout) {
        self.layout = layout
        limits = HealthLimits(
            hungAfter: Double(reader.read(CelerySettings.hungAfter)),
            taskLimit: Double(reader.read(CelerySettings.taskLimit)),
            disconnectedAfter: Double(reader.read(CelerySettings.disconnectedAfter)),
            idleLimit: Double(reader.read(CelerySettings.idleLimit)),
            beatLimit: Double(reader.read(CelerySettings.beatLimit)))
    }

    /// One verdict for a line of output.
    package struct Line: Sendable, Equatable {
        package let text: String
        /// Whether tasks are being taken care of.
        package let isReady: Bool
        /// Whether a restart would not help.
        package let isLive: Bool
    }

    /// The verdict on each of the kinds.
    ///
    /// - Parameters:
    ///   - since: monotonic seconds of the runner's start; a state that is older is of an earlier run.
    ///   - now: monotonic seconds.
    package func lines(of kinds: [CeleryKind], since: Double?, now: Double) -> [Line] {
        kinds.map { kind in line(kind, verdict(of: kind, since: since, now: now) ?? missing) }
    }

    /// The verdict on each kind that has a state file, when it is not known what runs here.
    func lines(now: Double) -> [Line] {
        let found = CeleryKind.allCases.compactMap { kind in
            verdict(of: kind, since: nil, now: now).map { line(kind, $0) }
        }
        return found.isEmpty ? [line(.worker, missing)] : found
    }

    private var missing: CeleryVerdict {
        CeleryVerdict(condition: .starting, detail: "no state file in \(layout.celeryDirectory) yet")
    }

    private func line(_ kind: CeleryKind, _ verdict: CeleryVerdict) -> Line {
        Line(
            text: "\(kind.rawValue) \(verdict.condition.rawValue): \(verdict.detail)", isReady: verdict.isReady,
            isLive: verdict.isLive)
    }

    /// nil when there is no state file.
    func verdict(of kind: CeleryKind, since: Double?, now: Double) -> CeleryVerdict? {
        guard let state = CeleryState.read(layout.celeryState(kind)) else { return nil }
        if let since, (state.number("written") ?? -.infinity) < since {
            return CeleryVerdict(condition: .starting, detail: "the state file is from an earlier run")
        }
        guard let pid = state.text("pid").flatMap({ Int32($0) }), ProcessIdentity.start(of: pid) != nil else {
            return CeleryVerdict(condition: .starting, detail: "there is no such process (yet)")
        }
        switch kind {
        case .worker: return WorkerHealth.verdict(state, now: now, limits: limits)
        case .beat: return BeatHealth.verdict(state, now: now, limits: limits)
        }
    }
}
