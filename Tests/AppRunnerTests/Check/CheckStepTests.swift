import TestSupport
import Testing

@testable import AppRunner
@testable import Settings

/// What `check` runs, and what it tells the helper.
@Suite struct CheckStepTests {
    private let asRoot = HostProbe.fake(isRoot: true, accounts: [django, nginx])

    private func read(
        _ environment: [String: String] = [:], host: HostProbe = .fake(), arguments: [String] = ["a:b"]
    ) -> (configuration: CheckConfiguration, problems: [String]) {
        let full = ["DJANGO_SETTINGS_MODULE": "shop.settings"].merging(environment) { $1 }
        var reader = SettingsReader(source: EnvironmentSource(full))
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = CheckConfiguration(
            reading: &reader, common: common, host: host, arguments: arguments, proxyProgram: "/bin/proxy")
        return (configuration, reader.problems.map(\.place))
    }

    private func facts(
        _ environment: [String: String] = [:], host: HostProbe = .fake(), arguments: [String] = ["a:b"]
    ) -> String {
        CheckStep.facts(read(environment, host: host, arguments: arguments).configuration, folder: "/tmp/x")
    }

    @Test func allFilesLieInOneFolder() {
        let files = CheckStep.files(read().configuration, folder: "/tmp/x")
        #expect(files.allSatisfy { $0.path.hasPrefix("/tmp/x/") && !$0.contents.isEmpty && $0.mode == 0o644 })
        #expect(Set(files.map(\.path)).count == files.count)
        let names = files.map(\.path)
        for name in [
            "django_bootstrap.py", "django_bootstrap_check.py", "django_bootstrap_gunicorn_config.py", "facts.json",
        ] {
            #expect(names.contains("/tmp/x/\(name)"))
        }
    }

    @Test func itIsTheProjectsUsersProcess() {
        let spec = CheckStep.spec(read(host: asRoot).configuration, folder: "/tmp/x")
        #expect(spec.executable == "python3" && spec.arguments.first == "/tmp/x/django_bootstrap_check.py")
        #expect(spec.user == django && spec.privileges == .none && spec.inherits == .nonEmpty)
        #expect(spec.environment.contains { $0.name == "HOME" && $0.value == .plain("/home/django") })
        #expect(spec.environment.contains { $0.name == "PYTHONDONTWRITEBYTECODE" && $0.value == .plain("1") })
        #expect(spec.environment.contains { $0.name == "SUPERUSER_PASSWORD" && $0.value == .removed })
        #expect(CheckStep.scratch(read(host: asRoot).configuration, folder: "/tmp/x").owner == django)
    }

    @Test func gunicornsOwnConfigurationIsTheCopy() {
        #expect(facts().contains(#""gunicorn": ["--config","/tmp/x/django_bootstrap_gunicorn_config.py","a:b"]"#))
        #expect(facts().contains(#""own_gunicorn_config": true"#))
        let old = facts(host: .fake(files: ["/gunicorn_conf.py"]))
        #expect(old.contains(#""gunicorn": ["--config","/gunicorn_conf.py","a:b"]"#))
        #expect(old.contains(#""own_gunicorn_config": false, "gunicorn_config": "/gunicorn_conf.py""#))
        #expect(facts(arguments: ["-c", "own.py", "a:b"]).contains(#""own_gunicorn_config": false"#))
    }

    @Test(
        arguments: [
            ([:], ["a:b"], #""a:b""#), ([:], ["-w", "2"], "null"), (["APP_MODULE": "old:app"], [], #""old:app""#),
        ] as [([String: String], [String], String)])
    func theApplicationThatIsNamed(environment: [String: String], arguments: [String], named: String) {
        #expect(facts(environment, arguments: arguments).contains(#""application": \#(named)"#))
    }

    @Test func itRunsInTheProjectsEnvironment() {
        let host = HostProbe.files(["/app/.venv/bin/python": "", "/app/.venv/pyvenv.cfg": "version = 3.13.1"])
        let configuration = read(host: host).configuration
        let spec = CheckStep.spec(configuration, folder: "/tmp/x")
        #expect(spec.executable == configuration.app.project.python.interpreter)
        let start = BootstrapStep.spec(.serve, configuration.app).environment.map(\.name)
        #expect(Set(start).subtracting(spec.environment.map(\.name)).isEmpty)
        #expect(configuration.facts["interpreter_reason"] == configuration.app.project.python.reason)
    }

    @Test func problemsBelongToTheirCheck() {
        let configuration = read().configuration
        let layout = configuration.app.common.layout
        #expect(configuration.check(ofProblemWith: layout.hooks + "/before-serve/10-x") == "hooks")
        #expect(configuration.check(ofProblemWith: layout.procfile) == "procfile")
        #expect(configuration.check(ofProblemWith: "PROCFILE") == "procfile")
        #expect(configuration.check(ofProblemWith: "WEB_CONCURRENCY") == "configuration")
    }

    @Test(
        arguments: [
            ([:], "unknown"), (["BOOTSTRAP_SHAPE": "single"], "everyone"), (["TRUSTED_PROXIES": "none"], "none"),
            (["TRUSTED_PROXIES": "private"], "some"), (["TRUSTED_PROXIES": "nonsense"], "unknown"),
        ] as [([String: String], String)])
    func whoseHeadersCount(environment: [String: String], expected: String) {
        #expect(read(environment).configuration.trustedProxies == expected)
    }

    @Test func theFactsAreThoseOfTheStart() {
        let text = facts(["SKIP_MIGRATIONS": "1", "RUN_COLLECTSTATIC": "1", "START_TIMEOUT": "7"], host: asRoot)
        for fact in [#""migrates": false"#, #""collects": true"#, #""start_timeout": 7"#, #""is_root": true"#] {
            #expect(text.contains(fact))
        }
        #expect(facts().contains(#""is_root": false"#))
        #expect(facts(arguments: ["-b", ":80", "a:b"]).contains(#""binds_itself": true"#))
    }

    @Test func noSecretIsAFact() {
        #expect(!facts(["SECRET_KEY": "hidden", "SUPERUSER_PASSWORD": "hidden"]).contains("hidden"))
    }

    @Test func asRootTheFolderIsNotWhereAUserMaySay() {
        let source = EnvironmentSource(["TMPDIR": "/home/tmp"])
        let layout = Layout(app: "/app", run: "/run", config: "/etc")
        #expect(
            CheckConfiguration.temporaryParents(source, layout: layout, isRoot: false) == ["/home/tmp", "/tmp", "/run"])
        #expect(CheckConfiguration.temporaryParents(source, layout: layout, isRoot: true) == ["/tmp", "/run"])
    }
}
