import ArgumentParser
import CeleryRunner
import Proxy
import Runner
import Settings
import System

/// `app-runner health`: asks what this container runs, as a client would; the HEALTHCHECK of the images.
struct HealthCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Reports whether this container is ready: web, worker, beat, a one-shot or a command.",
        discussion: """
            Exits with 0 or 1. The application is asked on its socket, in the single shape through Nginx, with a Host that \
            Django accepts and as HTTPS; ready (the default) means an answer below 500. A worker or beat is judged as by \
            `celery-runner health`; a one-shot or a command is ready while it runs. Live means that a restart would not help: \
            starting and busy are live.
            """)

    @Flag(help: "Check liveness, not readiness: fail only if a restart would help.") var live = false

    func run(in process: RunningProgram) {
        let (configuration, celery) = process.loadForHealth { reader in
            let configuration = HealthConfiguration(reading: &reader)
            return (configuration, CeleryHealth(reading: &reader, layout: configuration.layout))
        }
        let subject = HealthSubject(
            state: RunnerState.living(in: configuration.layout.runnerState),
            commandLine: ProcessIdentity.commandLine(ofSameProgram: 1),
            isProgram: DispatchProbe.system(process).isProgram)
        let verdicts: [HealthVerdict]
        switch subject {
        case .web(let kinds, let since):
            verdicts = [web(configuration)] + judge(celery, kinds, since)
        case .celery(let kinds, let since):
            verdicts = judge(celery, kinds, since)
        case .running(let role):
            verdicts = [HealthVerdict(isGood: true, "ok: the \(role.rawValue) runs")]
        }
        HealthVerdict.tell(verdicts)
    }

    private func web(_ configuration: HealthConfiguration) -> HealthVerdict {
        let verdict =
            if live {
                AppHealth.liveness(WebProbe.socket(configuration))
            } else if configuration.shape == .single {
                WebProbe.throughNginx(configuration)
            } else {
                AppHealth.readiness(WebProbe.application(configuration))
            }
        guard verdict.isGood == live, let start = StatusFile.living(in: configuration.layout.startStatus) else {
            return verdict
        }
        // Only while Gunicorn is not there: `migrate` in a container that serves is no start of it.
        switch WebProbe.socket(configuration) {
        case .absent, .refused: return AppHealth.during(start, isLive: live, now: Clock.monotonic())
        case .connected, .status, .silent, .failed: return verdict
        }
    }

    private func judge(_ celery: CeleryHealth, _ kinds: [CeleryKind], _ since: Double?) -> [HealthVerdict] {
        celery.lines(of: kinds, since: since, now: Clock.monotonic()).map {
            HealthVerdict(isGood: live ? $0.isLive : $0.isReady, $0.text)
        }
    }
}
