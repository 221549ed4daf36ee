import TestSupport
import Testing

@testable import CeleryRunner
@testable import Launch
@testable import Settings

@Suite struct CeleryProcessTests {
    private func spec(_ arguments: [String], _ environment: [String: String] = [:]) -> ProcessSpec {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let configuration = CeleryConfiguration(reading: &reader, common: common, host: .fake())
        #expect(reader.problems.isEmpty)
        return CeleryProcess.spec(CeleryArguments(arguments), configuration)
    }

    private func value(_ spec: ProcessSpec, _ name: String) -> EnvironmentChange.Value? {
        spec.environment.first { $0.name == name }?.value
    }

    @Test func globalOptionsComeBeforeTheSubcommand() {
        let environment = ["CELERY_APP": "shop", "CELERY_LOGLEVEL": "info", "CELERY_CONCURRENCY": "3"]
        #expect(
            spec(["worker", "-Q", "a"], environment).arguments == [
                "--app", "shop", "worker", "-Q", "a", "--loglevel", "info", "--concurrency", "3", "--include",
                "django_bootstrap_celery",
            ])
        #expect(
            spec(["beat"], environment).arguments == [
                "--app", "shop", "beat", "--loglevel", "info", "--scheduler", "django_bootstrap_celery:Scheduler",
            ])
        #expect(spec(["inspect", "ping"], environment).arguments == ["--app", "shop", "inspect", "ping"])
        #expect(spec(["--version"], environment).arguments == ["--app", "shop", "--version"])
    }

    @Test func whatTheCommandSaysWins() {
        let environment = ["CELERY_APP": "shop", "CELERY_LOGLEVEL": "info", "CELERY_CONCURRENCY": "3"]
        let arguments = spec(["-A", "own", "worker", "-l", "debug", "-c4"], environment).arguments
        #expect(arguments == ["-A", "own", "worker", "-l", "debug", "-c4", "--include", "django_bootstrap_celery"])
        #expect(!spec(["worker", "--autoscale", "4,1"], environment).arguments.contains("--concurrency"))
    }

    @Test(arguments: [["-I", "own.tasks"], ["--include", "own.tasks"], ["--include=own.tasks"], ["-Iown.tasks"]])
    func anIncludeOfTheUsersStays(option: [String]) {
        #expect(spec(["worker"] + option).arguments.suffix(2) == ["--include", "own.tasks,django_bootstrap_celery"])
    }

    @Test func aSchedulerOfTheUsersIsTheOneThatTicks() {
        let spec = spec(["beat", "-S", "django"])
        #expect(spec.arguments.suffix(2) == ["--scheduler", "django_bootstrap_celery:Scheduler"])
        #expect(value(spec, "CELERY_RUNNER_BEAT_SCHEDULER") == .plain("django"))
    }

    @Test func theBrokerIsASecretOfTheEnvironment() {
        let spec = spec(["worker"], ["CELERY_BROKER": "redis://:hunter2@h"])
        #expect(!spec.commandLine.contains("hunter2"))
        #expect(value(spec, "CELERY_BROKER_URL") == .secret(Secret("redis://:hunter2@h")))
    }

    @Test func theProjectIsImportableFromWhereTheContainerStarted() {
        #expect(value(spec(["worker"], ["PYTHONPATH": "/x"]), "PYTHONPATH") == .plain("/run/django-bootstrap:/x:/work"))
        #expect(spec(["worker"]).workingDirectory == "/run/celery")
    }

    /// Our own module, the user's folders, the container's folder, then the project's.
    @Test func theProjectsFoldersComeLast() {
        let manage = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"
        let host = HostProbe.files(
            ["/app/manage.py": manage, "/app/src/x.py": "", "/app/.venv/bin/python": ""], workingDirectory: "/app/src")
        var reader = SettingsReader(source: EnvironmentSource(["PYTHONPATH": "/x", "PATH": "/usr/bin"]))
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = CeleryConfiguration(reading: &reader, common: common, host: host)
        for arguments in [["worker"], ["beat"], ["inspect", "ping"]] {
            let spec = CeleryProcess.spec(CeleryArguments(arguments), configuration)
            let ours = arguments.count == 1 ? "/run/django-bootstrap:" : ""
            #expect(value(spec, "PYTHONPATH") == .plain(ours + "/x:/app/src:/app"))
            #expect(value(spec, "PATH") == .plain("/app/.venv/bin:/usr/bin"), "where `celery` is looked for")
            #expect(value(spec, "VIRTUAL_ENV") == .plain("/app/.venv"))
            #expect(value(spec, "DJANGO_SETTINGS_MODULE") == .plain("mysite.settings"))
        }
    }

    @Test func onlyTheMainProcessIsSignalled() {
        let spec = spec(["worker"])
        #expect(spec.stop == StopPolicy(signal: .term, escalation: .quit, stage: 0))
        #expect(spec.group == .own)
        #expect(value(spec, "SUPERUSER_PASSWORD") == .removed)
    }

    @Test func argumentsAreTakenApart() {
        let arguments = CeleryArguments(["-A", "worker", "-q", "--broker", "x", "beat", "--pidfile=/p", "-s", "f"])
        #expect(arguments.command == "beat" && arguments.kind == .beat)
        #expect(arguments.global == ["-A", "worker", "-q", "--broker", "x"])
        #expect(arguments.value("--pidfile") == "/p" && arguments.value("-s", "--schedule") == "f")
        #expect(CeleryArguments(["-A"]).command == nil)
    }
}
