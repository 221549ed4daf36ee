import TestSupport
import Testing

@testable import CeleryRunner
@testable import Launch
@testable import Settings

/// What Celery's processes get beside their command line, and what is prepared for them.
@Suite struct CeleryProcessEnvironmentTests {
    private func configuration(
        _ environment: [String: String] = [:], files: [String: String] = [:], host: HostProbe = .fake()
    ) -> CeleryConfiguration {
        let fake = EnvironmentSource.Files(
            read: { files[$0].map { .success($0) } ?? .failure(.init("none")) }, list: { _ in .success([]) })
        let source = SecretFiles.load(environment, settings: SettingsCatalog.all, files: fake).source
        var reader = SettingsReader(source: source)
        let common = CommonConfiguration(reading: &reader, host: host)
        return CeleryConfiguration(reading: &reader, common: common, host: host)
    }

    private func texts(_ arguments: [String], _ configuration: CeleryConfiguration) -> [String] {
        CeleryProcess.spec(CeleryArguments(arguments), configuration).environment.map(\.text)
    }

    @Test func secretsOfFilesReachCeleryButNotTheSuperusersPassword() {
        let configuration = configuration(
            ["SECRET_KEY_FILE": "/s/k", "SUPERUSER_PASSWORD_FILE": "/s/p"],
            files: ["/s/k": "hunter2", "/s/p": "hunter3"])
        #expect(
            configuration.secrets == [EnvironmentChange("SECRET_KEY", .secret(Secret("hunter2")), origin: "file /s/k")])
        let texts = texts(["worker"], configuration)
        #expect(texts.contains("SECRET_KEY=<redacted>") && texts.contains("SUPERUSER_PASSWORD unset"))
        #expect(!"\(configuration)".contains("hunter"))
    }

    @Test func noDumpOfTheConfigurationShowsASecret() {
        let configuration = configuration(
            ["SECRET_KEY_FILE": "/s/k", "CELERY_BROKER": "redis://:hunter3@mq", "DATABASE_URL": "hunter4"],
            files: ["/s/k": "hunter2"])
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("hunter") && dumped.contains("SECRET_KEY") && dumped.contains("CELERY_BROKER"))
    }

    @Test func theHealthFileIsNamedForWorkerAndBeatAlone() {
        let configuration = configuration()
        #expect(texts(["worker"], configuration).contains("CELERY_RUNNER_STATE=/run/celery/worker.state"))
        #expect(texts(["beat"], configuration).contains("CELERY_RUNNER_STATE=/run/celery/beat.state"))
        let other = texts(["inspect", "ping"], configuration)
        #expect(!other.contains { $0.hasPrefix("CELERY_RUNNER") })
        #expect(other.contains("PYTHONPATH=/work"), "our own folder is for worker and beat")
    }

    @Test func aSwitchedUserHasItsHome() {
        let configuration = configuration(host: .fake(isRoot: true, accounts: [django]))
        let spec = CeleryProcess.spec(CeleryArguments(["worker"]), configuration)
        #expect(spec.user == django && spec.environment.map(\.text).contains("HOME=/home/django"))
    }

    @Test func theOldBrokerBesideAFileOfTheNewIsOneVariable() {
        let configuration = configuration(
            ["CELERY_BROKER": "redis://old", "CELERY_BROKER_URL_FILE": "/s/b"], files: ["/s/b": "redis://new"])
        let names = CeleryProcess.spec(CeleryArguments(["worker"]), configuration).environment.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func noSchedulerOfTheUsersIsNoVariable() {
        #expect(!texts(["beat"], configuration()).contains { $0.hasPrefix("CELERY_RUNNER_BEAT_SCHEDULER") })
        #expect(!texts(["worker", "-S", "x"], configuration()).contains { $0.hasPrefix("CELERY_RUNNER_BEAT") })
    }

    @Test func onlyTheWorkerIsToldToReload() {
        let configuration = configuration()
        #expect(CeleryProcess.spec(CeleryArguments(["worker"]), configuration).forwards == [.hup: .hup, .usr1: .usr1])
        #expect(CeleryProcess.spec(CeleryArguments(["beat"]), configuration).forwards.isEmpty)
        let other = CeleryProcess.spec(CeleryArguments(["shell"]), configuration)
        #expect(other.group == .shared && other.name == "celery")
    }

    @Test func whatBothNeedIsPreparedOnce() {
        let configuration = configuration()
        var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 1))
        CeleryProcess.prepare(&plan, .worker, configuration)
        CeleryProcess.prepare(&plan, .beat, configuration)
        let package = "/run/django-bootstrap/django_bootstrap_celery"
        #expect(plan.directories.map(\.path) == ["/run/celery", "/run/django-bootstrap", package])
        #expect(plan.files.allSatisfy { $0.path.hasPrefix(package + "/") })
        #expect(plan.files.contains { $0.path == package + "/__init__.py" })
        #expect(plan.directories.contains(DirectorySpec(package)))
        #expect(Set(plan.files.map(\.path)).count == plan.files.count)
        #expect(plan.files.first?.contents.isEmpty == false)
        #expect(plan.obsoleteFiles == ["/run/celery/worker.state", "/run/celery/beat.state"])
    }
}
