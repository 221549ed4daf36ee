import Testing

@testable import AppRunner
@testable import Settings

@Suite struct AppConfigurationBootstrapTests {
    private func read(_ environment: [String: String], serves: Bool = true) -> (BootstrapConfiguration, SettingsReader)
    {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        return (BootstrapConfiguration(reading: &reader, serves: serves), reader)
    }

    @Test func migrationsAreTheDefaultAndNothingElse() {
        let bootstrap = read(["DJANGO_SETTINGS_MODULE": "shop.settings"]).0
        #expect(bootstrap.migrates && bootstrap.isNeeded)
        #expect(!bootstrap.collectsStatic && !bootstrap.makesSuperuser && bootstrap.databaseWait == 60)
    }

    @Test(arguments: [
        [:], ["SKIP_MIGRATIONS": "0"], ["SKIP_MIGRATIONS": "1", "RUN_COLLECTSTATIC": "1"],
        ["SKIP_MIGRATIONS": "1", "SUPERUSER_PASSWORD": "x"], ["DJANGO_SETTINGS_MODULE": ""],
    ]) func aStepOfDjangosNeedsTheSettings(environment: [String: String]) {
        let problems = read(environment).1.problems
        #expect(problems.map(\.place) == ["DJANGO_SETTINGS_MODULE"])
        #expect(problems.first?.message.hasPrefix("cannot run Django's commands: DJANGO_SETTINGS_MODULE") == true)
    }

    @Test func withoutAStepNoSettingsAreNeeded() {
        let (bootstrap, reader) = read(["SKIP_MIGRATIONS": "1"])
        #expect(reader.problems.isEmpty && !bootstrap.isNeeded && !bootstrap.knowsSettings)
    }

    @Test func settingsThatAreKnownAreAskedWhereTheFilesAre() {
        let bootstrap = read(["DJANGO_SETTINGS_MODULE": "shop.settings", "SKIP_MIGRATIONS": "1"]).0
        #expect(bootstrap.isNeeded && bootstrap.knowsSettings && !bootstrap.hasSteps)
    }

    @Test(arguments: [[:], ["SKIP_MIGRATIONS": "1"]]) func aOneShotAlwaysNeedsThem(environment: [String: String]) {
        #expect(read(environment, serves: false).1.problems.map(\.place) == ["DJANGO_SETTINGS_MODULE"])
    }

    @Test(arguments: ["no", "NO", "off", "False", "0", ""]) func aSwitchThatReadsAsNoIsOff(text: String) {
        let environment = ["DJANGO_SETTINGS_MODULE": "s", "SKIP_MIGRATIONS": text, "RUN_COLLECTSTATIC": text]
        let bootstrap = read(environment).0
        #expect(bootstrap.migrates && !bootstrap.collectsStatic)
    }

    @Test func anEmptyPasswordIsNone() {
        #expect(!read(["DJANGO_SETTINGS_MODULE": "s", "SUPERUSER_PASSWORD": ""]).0.makesSuperuser)
    }

    @Test(arguments: ["-1", "1.5", "86401", "soon"]) func aWaitThatIsNoTimeIsAProblem(text: String) {
        let problems = read(["DJANGO_SETTINGS_MODULE": "s", "DATABASE_WAIT_TIMEOUT": text]).1.problems
        #expect(problems.map(\.place) == ["DATABASE_WAIT_TIMEOUT"])
        #expect(problems.first?.message.contains("\"\(text)\"") == true)
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() {
        let environment = [
            "DJANGO_SETTINGS_MODULE": "", "BOOTSTRAP_SHAPE": "single", "CELERY_WORKER": "1", "RESTART_LIMIT": "many",
            "PORT": "http", "WEB_CONCURRENCY": "0", "DATABASE_WAIT_TIMEOUT": "x",
        ]
        let names: Set = [
            "DJANGO_SETTINGS_MODULE", "CELERY_APP", "RESTART_LIMIT", "PORT", "WEB_CONCURRENCY",
            "DATABASE_WAIT_TIMEOUT",
        ]
        let problems = ReadApp(environment).problems
        #expect(Set(problems) == names && problems.count == names.count, "\(problems)")
    }

    @Test func theProxysSettingsAreNothingToAPod() {
        #expect(ReadApp(["PORT": "http"]).problems.isEmpty)
    }
}
