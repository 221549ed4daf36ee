import ArgumentParser
import Launch
import Runner
import Settings
import System

/// `celery-runner health`: reads a small file; no Python, no broker.
struct HealthCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Tells how this container's worker or beat is: starting, ok, busy, disconnected, stopping or hung.",
        discussion: """
            Exits with 0 or 1. Ready (the default) means that tasks are being taken care of: ok or busy. Live means \
            that a restart would not help: anything but hung, so that a broker that is away does not restart every \
            worker.
            """)

    @Flag(help: "Judge whether it should be left alone, not whether it is ready.") var live = false
    @Option(help: "worker or beat; without it, every one that runs here.") var kind: String?

    func run(in process: RunningProgram) {
        guard kind == nil || CeleryKind(rawValue: kind ?? "") != nil else {
            process.fail(
                PlanFailure(
                    "cannot tell the health of \"\(kind ?? "")\": --kind is worker or beat", status: .usage))
        }
        let (layout, health) = process.loadForHealth { reader in
            let layout = Layout(reading: &reader)
            return (layout, CeleryHealth(reading: &reader, layout: layout))
        }
        let now = Clock.monotonic()
        let runner = RunnerState.living(in: layout.runnerState).flatMap { $0.celery.isEmpty ? nil : $0 }
        let kinds = kind.flatMap(CeleryKind.init).map { [$0] } ?? runner?.celery
        let lines = kinds.map { health.lines(of: $0, since: runner?.written, now: now) } ?? health.lines(now: now)
        HealthVerdict.tell(lines.map { HealthVerdict(isGood: live ? $0.isLive : $0.isReady, $0.text) })
    }
}
