import TestSupport
import Testing

@testable import CeleryRunner
@testable import Launch
@testable import Settings

/// Folders, pid files, users and times of the plan.
@Suite struct CeleryPlanPlacesTests {
    private let asRoot = HostProbe.fake(isRoot: true, accounts: [django, nginx])

    @Test(
        arguments: [
            (["worker"], []),
            (["worker", "--pidfile", "w.pid"], ["/run/celery/w.pid"]),
            (["worker", "--pidfile=/tmp/w.pid"], ["/tmp/w.pid"]),
            (["beat"], ["/run/celery/celerybeat.pid"]),
            (["beat", "--pidfile=/tmp/b.pid"], ["/run/celery/celerybeat.pid", "/tmp/b.pid"]),
            (["-A", "shop", "beat"], ["/run/celery/celerybeat.pid"]),
            (["inspect", "--pidfile", "x"], []),
        ] as [([String], [String])])
    func pidfilesThatMayBeStale(arguments: [String], paths: [String]) {
        #expect(celeryPlan(arguments).pidfiles == paths.map { PidfileSpec($0, program: "celery") })
    }

    @Test func theOldStateIsThatOfTheKind() {
        #expect(celeryPlan(["worker"]).obsoleteFiles == ["/run/celery/worker.state"])
        #expect(celeryPlan(["beat"]).obsoleteFiles == ["/run/celery/beat.state"])
    }

    @Test(arguments: [["worker"], ["beat"], ["inspect", "ping"]]) func asRootItIsDjangos(arguments: [String]) throws {
        let plan = celeryPlan(arguments, host: asRoot)
        let spec = try #require(plan.processes.first)
        #expect(spec.user == django)
        #expect(spec.environment.contains { $0.name == "HOME" && $0.value == .plain("/home/django") })
        #expect(plan.directories.first == DirectorySpec("/run/celery", owner: django))
    }

    @Test func withoutRootNobodyIsSwitched() throws {
        let plan = celeryPlan(["worker"])
        let spec = try #require(plan.processes.first)
        #expect(spec.user == nil && !spec.environment.contains { $0.name == "HOME" })
        #expect(plan.directories.allSatisfy { $0.owner == nil })
    }

    @Test func ourModuleIsRootsOwn() {
        let plan = celeryPlan(["worker"], host: asRoot)
        #expect(plan.directories.contains(DirectorySpec("/run/django-bootstrap")), "the project cannot change it")
        let package = "/run/django-bootstrap/django_bootstrap_celery"
        #expect(plan.files.allSatisfy { $0.path.hasPrefix(package + "/") })
        #expect(plan.files.contains { $0.path == package + "/__init__.py" })
        #expect(plan.directories.contains(DirectorySpec(package)))
        #expect(plan.files.allSatisfy { !$0.contents.isEmpty && $0.mode == 0o644 })
    }

    @Test func theRunFolderMoves() throws {
        let plan = celeryPlan(["beat"], ["BOOTSTRAP_RUN_DIR": "/tmp/x"])
        let bootstrap = "/tmp/x/django-bootstrap"
        #expect(plan.directories.map(\.path) == ["/tmp/x/celery", bootstrap, bootstrap + "/django_bootstrap_celery"])
        #expect(plan.pidfiles.map(\.path) == ["/tmp/x/celery/celerybeat.pid"])
        #expect(plan.processes.first?.workingDirectory == "/tmp/x/celery")
        #expect(!plan.json.contains("\"/run/"))
    }

    @Test func aDeathIsTheContainersAndAStopHasItsTime() throws {
        let plan = celeryPlan(["worker"], ["SHUTDOWN_TIMEOUT": "90"])
        #expect(plan.shutdown == ShutdownPolicy(budget: 90))
        let spec = try #require(plan.processes.first)
        #expect(spec.restart == .never && spec.isEssential && !plan.passesStatusThrough)
    }
}
