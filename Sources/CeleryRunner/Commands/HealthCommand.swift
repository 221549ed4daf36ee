import ArgumentParser
import Launch
import Runner
import Settings
import System

/// `celery-runner health`: reads a small file; no Python, no broker.
struct HealthCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Reports the state of the worker or beat: starting, ok, busy, disconnected, stopping or hung.",
        discussion: """
            Exits with 0 or 1. Ready (the default) means that tasks are processed: ok or busy. Live means \
            that a restart would not help: any state but hung, so that an unreachable broker does not restart every \
            worker.
            """)

    @Flag(help: "Check liveness, not readiness: fail only if a restart would help.") var live = false
    @Option(help: "worker or beat; without it, each one that runs in this container.") var kind: String?

    func run(in process: RunningProgram) {
        guard kind == nil || CeleryKind(rawValue: kind ?? "") != nil else {
            process.fail(
                PlanFailure(
                    "cannot report the health of \"\(kind ?? "")\": --kind is worker or beat", status: .usage))
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
