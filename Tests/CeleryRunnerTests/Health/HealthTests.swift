import Testing

@testable import CeleryRunner
@testable import Shared

@Suite struct WorkerHealthTests {
    private let limits = HealthLimits(
        hungAfter: 60, taskLimit: 3600, disconnectedAfter: 15, idleLimit: 120, beatLimit: 30)

    /// A worker at second 10,000 that is connected and idle, with changes.
    private func verdict(_ changes: [String: String] = [:]) -> CeleryVerdict.Condition {
        var facts = [
            "phase": "ready", "connected": "1", "written": "9999", "loop": "9999", "pool": "prefork", "active": "0",
            "concurrency": "2", "broker_ok": "9995", "broker_error": "", "broker_probe": "", "waiting_since": "",
        ]
        facts.merge(changes) { $1 }
        let text = facts.map { "\($0)=\($1)\n" }.joined()
        return WorkerHealth.verdict(CeleryState(text), now: 10_000, limits: limits).condition
    }

    @Test func okAndBusy() {
        #expect(verdict() == .ok)
        #expect(verdict(["active": "1", "oldest": "9990"]) == .ok)
        #expect(verdict(["active": "2", "oldest": "9990"]) == .busy)
    }

    @Test func starting() {
        #expect(verdict(["phase": "starting", "connected": "0"]) == .starting)
        #expect(verdict(["phase": "starting", "broker_error": "refused"]) == .starting)
    }

    @Test func disconnected() {
        #expect(verdict(["broker_error": "ConnectionError: refused"]) == .disconnected)
        #expect(verdict(["broker_probe": "9984"]) == .disconnected)
        #expect(verdict(["broker_probe": "9986"]) == .ok, "a question may stay open for a while")
        #expect(verdict(["connected": "0"]) == .disconnected)
        #expect(verdict(["connected": "0", "loop": "9000"]) == .disconnected, "a worker that reconnects has no loop")
    }

    @Test func hung() {
        #expect(verdict(["written": "9900", "loop": "9900"]) == .hung, "frozen")
        #expect(verdict(["loop": "9900"]) == .hung, "the loop is stuck, and the broker is there")
        #expect(verdict(["loop": "9900", "active": "1", "oldest": "6000"]) == .hung, "a task beyond its limit")
        #expect(verdict(["written": "9900", "active": "1", "oldest": "9890"]) == .hung, "no task stops another thread")
        #expect(verdict(["waiting": "7", "waiting_since": "9870"]) == .hung, "alive but not consuming")
        #expect(verdict(["waiting": "7", "waiting_since": "9890"]) == .ok)
    }

    @Test func aTaskExplainsAStillLoop() {
        #expect(verdict(["pool": "solo", "loop": "9000", "active": "1", "oldest": "9000"]) == .busy)
        #expect(verdict(["pool": "solo", "written": "9000", "loop": "9000", "active": "1", "oldest": "9000"]) == .busy)
    }

    @Test func stopping() {
        #expect(verdict(["phase": "stopping", "connected": "0"]) == .stopping)
        #expect(verdict(["phase": "stopping", "written": "9900"]) == .hung)
    }

    @Test func onlyAHungOneIsNotLiveAndOnlyTwoAreReady() {
        let all: [CeleryVerdict.Condition] = [.starting, .ok, .busy, .disconnected, .hung, .stopping]
        let verdicts = all.map { CeleryVerdict(condition: $0, detail: "") }
        #expect(verdicts.filter { !$0.isLive }.map(\.condition) == [.hung])
        #expect(verdicts.filter(\.isReady).map(\.condition) == [.ok, .busy])
    }

    @Test func beat() {
        func beat(_ text: String) -> CeleryVerdict.Condition {
            BeatHealth.verdict(CeleryState(text), now: 10_000, limits: limits).condition
        }
        #expect(beat("kind=beat\n") == .starting)
        #expect(beat("tick=9800\nnext=10100\n") == .ok)
        #expect(beat("tick=9800\nnext=9980\n") == .ok)
        #expect(beat("tick=9800\nnext=9960\n") == .hung)
    }

    @Test func aBrokenStateFileIsNoCrash() {
        for text in ["", "\u{0}", "phase\nloop=x\nwritten=-\n", "active=99999999999999999999\n"] {
            _ = WorkerHealth.verdict(CeleryState(text), now: 10_000, limits: limits)
        }
    }
}

@Suite struct CeleryPlanTests {
    private func plan(_ arguments: [String]) -> LaunchPlan {
        var reader = SettingsReader(source: EnvironmentSource(["CELERY_APP": "shop"]))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let configuration = CeleryConfiguration(reading: &reader, common: common, host: .fake())
        return CeleryPlan.make(CeleryArguments(arguments), configuration)
    }

    @Test func stalePidfilesAndTheOldStateGo() {
        let plan = plan(["beat", "--pidfile", "b.pid"])
        #expect(plan.pidfiles.map(\.path) == ["/run/celery/celerybeat.pid", "/run/celery/b.pid"])
        #expect(plan.obsoleteFiles == ["/run/celery/beat.state"])
        let package = "/run/django-bootstrap/django_bootstrap_celery"
        #expect(plan.files.allSatisfy { $0.path.hasPrefix(package + "/") })
        #expect(plan.files.contains { $0.path == package + "/__init__.py" })
        #expect(plan.directories.contains(DirectorySpec(package)))
    }

    @Test func otherCommandsArePassedThrough() {
        let plan = plan(["inspect", "ping"])
        #expect(plan.passesStatusThrough && plan.processes[0].group == .shared && plan.files.isEmpty)
    }
}
