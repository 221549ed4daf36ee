import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// How the processes of a plan end, and which of them come back.
@Suite struct StopAndRestartTests {
    private func plan(_ environment: [String: String]) -> LaunchPlan {
        let full = ["SKIP_MIGRATIONS": "1", "CELERY_APP": "shop"].merging(environment) { $1 }
        var reader = SettingsReader(source: EnvironmentSource(full))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let configuration = AppConfiguration(
            reading: &reader, common: common, host: .fake(), arguments: ["a:b"], serves: true, proxyProgram: "proxy")
        #expect(reader.problems.isEmpty)
        return AppPlan.serve(configuration)
    }

    private let everything = ["BOOTSTRAP_SHAPE": "single", "CELERY_WORKER": "1", "CELERY_BEAT": "1"]

    @Test func inAPodADeathIsTheContainers() {
        #expect(plan([:]).processes.allSatisfy { $0.restart == .never && $0.isEssential })
    }

    @Test func theProxyDrainsBeforeGunicornStops() {
        let stages = plan(everything).stopStages.map { $0.map(\.name) }
        #expect(stages.last == ["gunicorn"])
        #expect(stages.first?.contains("nginx") == true)
    }

    @Test func inAPodTheProxyFinishesFirst() {
        #expect(
            plan([:]).shutdown.gates == [
                .peer(
                    PeerGate(
                        name: "the proxy", folder: "/run/gunicorn",
                        whenServing: ListenerGate(process: "gunicorn", listeners: .unix, timeout: .firstStage)))
            ])
        let single = plan(["BOOTSTRAP_SHAPE": "single"])
        guard case .delay(let drain)? = single.shutdown.gates.first else {
            Issue.record("no drain")
            return
        }
        #expect(single.shutdown.gates.count == 2 && drain.seconds == 0)
        #expect(plan([:]).text.contains("first: the proxy drains, at 20 s at the latest"))
    }

    @Test func theBudgetIsTheSetting() {
        #expect(plan(["SHUTDOWN_TIMEOUT": "7"]).shutdown.budget == 7)
        #expect(plan([:]).shutdown.budget == 25)
    }

    @Test func gunicornComesBackOnlyWhenKilled() {
        for spec in plan(everything).processes {
            guard case .backoff(let backoff) = spec.restart else {
                Issue.record("\(spec.name) does not come back")
                continue
            }
            #expect(backoff.onlyAfterSignals == (spec.name == "gunicorn"), "\(spec.name)")
        }
    }

    @Test func theLimitsAreTheSettings() {
        let limits = everything.merging(["RESTART_LIMIT": "2", "RESTART_WINDOW": "9"]) { $1 }
        for spec in plan(limits).processes {
            guard case .backoff(let backoff) = spec.restart else { continue }
            #expect(backoff.attempts == 2 && backoff.window == 9)
        }
    }

    @Test func signalsThatGunicornKnowsAreForIt() throws {
        let gunicorn = try #require(plan([:]).processes.first)
        #expect(gunicorn.forwards[.hup] == .hup && gunicorn.forwards[.ttin] == .ttin)
        #expect(gunicorn.forwards[.term] == nil && gunicorn.forwards[.usr2] == nil, "a re-exec would leave our sight")
    }

    @Test func aHUPGoesToGunicornAtOnceAndToNginxAfterItsTest() {
        let reload = plan(everything).reload
        #expect(reload?.gates == ["nginx"] && reload?.step.arguments == ["render"])
        #expect(reload?.watch == nil, "app-runner renders again by itself")
        #expect(plan([:]).reload == nil)
    }

    @Test(arguments: ["nginx,gunicorn", "nginx, gunicorn", "gunicorn,nginx"]) func essentialIsAList(text: String) {
        let processes = plan(everything.merging(["ESSENTIAL_PROCESSES": text]) { $1 }).processes
        #expect(Set(processes.filter(\.isEssential).map(\.name)) == ["nginx", "gunicorn"])
    }

    @Test func anUnknownProcessIsAProblem() {
        var reader = SettingsReader(source: EnvironmentSource(["ESSENTIAL_PROCESSES": "nginx,apache"]))
        _ = reader.read(AppSettings.essential)
        #expect(reader.problems.first?.message.contains("nginx, gunicorn, worker, beat") == true)
    }
}
