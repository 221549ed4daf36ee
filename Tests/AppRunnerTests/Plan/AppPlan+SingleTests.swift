import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// The single container as a whole, as root and not.
@Suite struct AppPlanSingleTests {
    private let asRoot = HostProbe.fake(isRoot: true, accounts: [django, nginx])
    private let everything = [
        "BOOTSTRAP_SHAPE": "single", "CELERY_APP": "shop", "CELERY_WORKER": "1", "CELERY_BEAT": "1",
        "RUN_COLLECTSTATIC": "1", "SUPERUSER_PASSWORD": "hunter2",
    ]

    private func plan(_ changes: [String: String] = [:], host: HostProbe = .fake()) -> LaunchPlan {
        let read = ReadApp(everything.merging(changes) { $1 }, host: host)
        #expect(read.problems.isEmpty)
        return AppPlan.serve(read.configuration)
    }

    @Test func theOrder() {
        let plan = plan()
        #expect(plan.steps.map(\.name) == ["nginx configuration check", "bootstrap", "nginx configuration"])
        #expect(plan.processes.map(\.name) == ["nginx", "gunicorn", "worker", "beat"])
        #expect(plan.processes.map(\.stop.stage) == [0, 1, 0, 0])
        #expect(!plan.passesStatusThrough)
    }

    @Test func withoutABootstrapNginxIsStillTested() {
        let off = [
            "SKIP_MIGRATIONS": "1", "RUN_COLLECTSTATIC": "", "SUPERUSER_PASSWORD": "", "DJANGO_SETTINGS_MODULE": "",
        ]
        #expect(plan(off).steps.map(\.name) == ["nginx configuration"])
        #expect(!plan(off).files.contains { $0.path.hasSuffix("/django_bootstrap.py") })
    }

    @Test func asRootTheProjectsProcessesAreDjangos() {
        let plan = plan(host: asRoot)
        #expect(plan.processes.filter { $0.user == django }.map(\.name) == ["gunicorn", "worker", "beat"])
        #expect(plan.steps.map(\.user) == [nil, django, nil])
        let folders = plan.directories.filter { $0.owner == django }.map(\.path)
        #expect(folders == ["/run/gunicorn", "/run/gunicorn/prometheus", "/run/celery"])
    }

    @Test func aUserThatIsRootIsNoSwitch() {
        let root = Account(name: "root", uid: 0, gid: 0, groups: [0], home: "/root")
        let plan = plan(["BOOTSTRAP_USER": "root"], host: .fake(isRoot: true, accounts: [root, nginx]))
        #expect((plan.steps + plan.processes).allSatisfy { $0.user == nil } && plan.ownerships.isEmpty)
        #expect(plan.processes.compactMap(\.socket).map(\.group) == [nil])
    }

    @Test(arguments: [("root", 107), ("other", 107), ("kin", nil), ("django", nil), ("nginx", nil)])
    func nginxCanUseTheSocketOfAnyUserInAnImage(user: String, group: UInt32?) {
        let root = Account(name: "root", uid: 0, gid: 0, groups: [0], home: "/root")
        let other = Account(name: "other", uid: 33, gid: 33, groups: [33], home: "/")
        let kin = Account(name: "kin", uid: 34, gid: 101, groups: [101], home: "/")
        let worker = Account(name: "nginx", uid: 101, gid: 101, groups: [101, 107], home: "/")
        var host = HostProbe.fake(isRoot: true, accounts: [root, worker, django, other, kin])
        host.imageShape = { "single" }
        #expect(plan(["BOOTSTRAP_USER": user], host: host).processes.compactMap(\.socket).map(\.group) == [group])
    }

    @Test func noCommandLineHasTheSecret() {
        for spec in plan().steps + plan().processes {
            #expect(!spec.commandLine.contains("hunter2") && !spec.arguments.contains { $0.contains("hunter2") })
        }
    }

    @Test func onlyTheBootstrapSeesThePassword() {
        for spec in plan().processes {
            let isRemoved = spec.environment.last { $0.name == "SUPERUSER_PASSWORD" }?.value == .removed
            #expect(isRemoved || !spec.inherits.allows("SUPERUSER_PASSWORD", isEmpty: false), "\(spec.name)")
        }
    }

    @Test func nothingLiesOutsideTheFoldersThatMove() {
        let moved = plan(
            ["BOOTSTRAP_APP_DIR": "/h/app", "BOOTSTRAP_RUN_DIR": "/h/run", "BOOTSTRAP_CONFIG_DIR": "/h/etc"],
            host: asRoot)
        var paths: [String] = moved.directories.map(\.path) + moved.files.map(\.path)
        paths += moved.obsoleteFiles + moved.pidfiles.map(\.path)
        paths += moved.ownerships.map(\.path) + moved.processes.compactMap { $0.socket?.path }
        paths += moved.processes.compactMap(\.workingDirectory)
        #expect(paths.count > 15 && paths.allSatisfy { $0.hasPrefix("/h/") })
    }

    @Test func noFileIsWrittenTwiceAndEachHasItsFolder() {
        let plan = plan()
        #expect(Set(plan.files.map(\.path)).count == plan.files.count)
        for file in plan.files {
            #expect(plan.directories.contains { file.path.hasPrefix($0.path + "/") }, "\(file.path)")
        }
    }
}
