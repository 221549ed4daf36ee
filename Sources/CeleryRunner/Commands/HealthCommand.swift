import ArgumentParser
import Shared

/// `celery-runner health`: reads a small file; no Python, no broker.
struct HealthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Tells how this container's worker or beat is: starting, ok, busy, disconnected, stopping or hung.",
        discussion: """
            Exits with 0 or 1. Ready (the default) means that tasks are being taken care of: ok or busy. Live means \
            that a restart would not help: anything but hung, so that a broker that is away does not restart every \
            worker.
            """)

    @Flag(help: "Judge whether it should be left alone, not whether it is ready.") var live = false
    @Option(help: "worker or beat; without it, every one that has told of itself.") var kind: String?

    func run() {
        let loaded = program.load { common, reader, _ in LoadedHealth(reading: &reader, layout: common.layout) }
        let health = loaded.configuration
        guard kind == nil || CeleryKind(rawValue: kind ?? "") != nil else {
            loaded.logger.error("cannot tell the health of \"\(kind ?? "")\": --kind is worker or beat")
            exitProcess(.usage)
        }
        let verdicts = health.verdicts(of: kind.flatMap(CeleryKind.init), now: Clock.monotonic())
        for (kind, verdict) in verdicts {
            StandardOutput.write("\(kind.rawValue) \(verdict.condition.rawValue): \(verdict.detail)\n")
        }
        let good = verdicts.allSatisfy { live ? $0.verdict.isLive : $0.verdict.isReady }
        exitProcess(good ? .success : .failure)
    }
}

/// The limits and the files.
struct LoadedHealth {
    let layout: Layout
    let limits: HealthLimits

    init(reading reader: inout SettingsReader, layout: Layout) {
        self.layout = layout
        limits = HealthLimits(
            hungAfter: Double(reader.read(CelerySettings.hungAfter)),
            taskLimit: Double(reader.read(CelerySettings.taskLimit)),
            disconnectedAfter: Double(reader.read(CelerySettings.disconnectedAfter)),
            idleLimit: Double(reader.read(CelerySettings.idleLimit)),
            beatLimit: Double(reader.read(CelerySettings.beatLimit)))
    }

    /// The verdict on each kind that is asked for; without a question, on each that has a file.
    func verdicts(of kind: CeleryKind?, now: Double) -> [(kind: CeleryKind, verdict: CeleryVerdict)] {
        let kinds = kind.map { [$0] } ?? CeleryKind.allCases
        let found = kinds.compactMap { kind -> (CeleryKind, CeleryVerdict)? in
            guard case .success(let bytes) = FileTree.read(layout.celeryState(kind)) else { return nil }
            let state = CeleryState(String(decoding: bytes, as: UTF8.self))
            guard let pid = state.text("pid"), FileTree.isDirectory("/proc/\(pid)") else {
                return (kind, CeleryVerdict(condition: .starting, detail: "the process is not there (yet)"))
            }
            switch kind {
            case .worker: return (kind, WorkerHealth.verdict(state, now: now, limits: limits))
            case .beat: return (kind, BeatHealth.verdict(state, now: now, limits: limits))
            }
        }
        if !found.isEmpty { return found.map { (kind: $0.0, verdict: $0.1) } }
        let detail = "it has not told of itself yet in \(layout.celeryDirectory)"
        return [(kind: kind ?? .worker, verdict: CeleryVerdict(condition: .starting, detail: detail))]
    }
}
