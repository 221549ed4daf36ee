import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

@Suite struct RestartConfigurationTests {
    private func configuration(_ environment: [String: String] = [:], isSingle: Bool = true) -> RestartConfiguration {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        defer { #expect(reader.problems.isEmpty) }
        return RestartConfiguration(reading: &reader, isSingle: isSingle)
    }

    private func applied(_ name: String, _ environment: [String: String] = [:]) -> ProcessSpec {
        configuration(environment).apply(ProcessSpec(name, name))
    }

    @Test(arguments: ProcessName.all) func aPodsProcessStaysAsItIs(name: String) {
        let spec = ProcessSpec(name, name, ["x"])
        let settings = ["ESSENTIAL_PROCESSES": "nginx", "RESTART_LIMIT": "9"]
        #expect(configuration(settings, isSingle: false).apply(spec) == spec)
    }

    @Test(arguments: ProcessName.all) func theDefaults(name: String) {
        let spec = applied(name)
        #expect(spec.isEssential)
        #expect(spec.restart == .backoff(Backoff(attempts: 5, window: 300, onlyAfterSignals: name == "gunicorn")))
    }

    @Test func onlyThePolicyChanges() {
        let before = ProcessSpec(
            "worker", "celery", ["worker"], workingDirectory: "/run/celery", user: django,
            stop: StopPolicy(signal: .quit, escalation: .kill, stage: 3), forwards: [.hup: .usr1])
        var after = configuration(["ESSENTIAL_PROCESSES": "nginx"]).apply(before)
        #expect(!after.isEssential && after.restart != .never)
        after.isEssential = true
        after.restart = .never
        #expect(after == before)
    }

    @Test func aLimitOfNoneMeansThatADeathIsFinal() {
        let spec = applied("worker", ["RESTART_LIMIT": "0", "ESSENTIAL_PROCESSES": "gunicorn"])
        #expect(spec.restart == .never && !spec.isEssential, "what is not essential is still done without")
    }

    @Test(
        arguments: [
            ("gunicorn", ["gunicorn"]), ("gunicorn,beat", ["gunicorn", "beat"]), (" worker ", ["worker"]),
            ("nginx,nginx,", ["nginx"]), ("", ProcessName.all),
        ] as [(String, [String])])
    func onlyTheListedOnesAreEssential(list: String, names: [String]) {
        let essential = ProcessName.all.filter { applied($0, ["ESSENTIAL_PROCESSES": list]).isEssential }
        #expect(Set(essential) == Set(names))
    }

    @Test(arguments: [
        ("RESTART_LIMIT", "-1"), ("RESTART_LIMIT", "1001"), ("RESTART_WINDOW", "0"), ("RESTART_WINDOW", "5m"),
        ("ESSENTIAL_PROCESSES", "nginx gunicorn"), ("ESSENTIAL_PROCESSES", "Nginx"), ("ESSENTIAL_PROCESSES", " "),
    ]) func aValueThatIsNotValidIsAProblem(name: String, value: String) {
        var reader = SettingsReader(source: EnvironmentSource([name: value]))
        _ = RestartConfiguration(reading: &reader, isSingle: true)
        #expect(reader.problems.map(\.place) == [name])
    }
}
