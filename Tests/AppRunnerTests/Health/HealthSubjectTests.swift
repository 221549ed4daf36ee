import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Runner
@testable import Settings

@Suite struct HealthSubjectTests {
    private func state(_ role: RunnerRole, _ celery: [CeleryKind] = []) -> RunnerState {
        RunnerState(role: role, celery: celery, pid: 7, processStart: 1, written: 5)
    }

    @Test func theStateOfTheRunnerSays() {
        let line = ["app-runner", "true"]
        #expect(
            HealthSubject(state: state(.web, [.beat]), commandLine: line) == .web(celery: [.beat], since: 5))
        #expect(HealthSubject(state: state(.worker, [.worker]), commandLine: line) == .celery([.worker], since: 5))
        #expect(HealthSubject(state: state(.oneShot), commandLine: nil) == .running(.oneShot))
        #expect(HealthSubject(state: state(.procfile), commandLine: nil) == .running(.procfile))
        #expect(HealthSubject(state: state(.command), commandLine: nil) == .running(.command))
    }

    /// A container whose /run cannot be written to.
    @Test(
        arguments: [
            (["app-runner"], .web(celery: [], since: nil)),
            (["/usr/local/bin/app-runner", "a:b", "--timeout", "3"], .web(celery: [], since: nil)),
            (["app-runner", "serve"], .web(celery: [], since: nil)),
            (["django-entrypoint.sh", "gunicorn"], .web(celery: [], since: nil)),
            (["app-runner", "migrate"], .running(.oneShot)),
            (["app-runner", "procfile", "worker"], .running(.procfile)),
            (["app-runner", "sh", "-c", "x"], .running(.command)),
            (["app-runner", "celery", "worker"], .celery([.worker], since: nil)),
            (["celery-runner", "celery", "-A", "x", "beat"], .celery([.beat], since: nil)),
            (["celery-entrypoint.sh", "worker"], .celery([.worker], since: nil)),
            (["celery-runner", "inspect", "ping"], .running(.command)),
            (["tini", "--", "sh"], .running(.command)),
            (["proxy", "run"], .web(celery: [], since: nil)),
            ([], .web(celery: [], since: nil)),
        ] as [([String], HealthSubject)])
    func withoutOneTheCommandLineDoes(line: [String], subject: HealthSubject) {
        #expect(HealthSubject(state: nil, commandLine: line) == subject)
    }

    @Test func withoutEitherItIsTheServer() {
        #expect(HealthSubject(state: nil, commandLine: nil) == .web(celery: [], since: nil))
    }

    @Test func anErrorOfTheApplicationIsSaid() {
        #expect(
            HealthVerdict.applicationError(.status(500))?.detail == "not ready: the application answers 500")
        #expect(HealthVerdict.applicationError(.status(499)) == nil && HealthVerdict.applicationError(.absent) == nil)
    }
}

extension HealthSubject {
    /// On a machine with a shell in `PATH` and no other program.
    fileprivate init(state: RunnerState?, commandLine: [String]?) {
        self.init(state: state, commandLine: commandLine, isProgram: { $0 == "sh" })
    }
}
