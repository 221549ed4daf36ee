import TestSupport
import Testing

@testable import Settings

/// The kinds of settings, and the rules that every declaration keeps.
@Suite struct SettingsCatalogDeclarationsTests {
    private func read<Value: Sendable>(_ setting: Setting<Value>, _ text: String?) -> (Value, [String]) {
        var reader = SettingsReader(source: EnvironmentSource(text.map { [setting.name: $0] } ?? [:]))
        let value = reader.read(setting)
        return (value, reader.problems.map(\.place))
    }

    @Test func aDefaultThatIsShownIsValidAndItself() {
        func same<Value: Equatable & Sendable>(_ setting: Setting<Value>) {
            let shown = setting.description.shownDefault
            let (value, problems) = read(setting, shown)
            #expect(problems.isEmpty && value == setting.defaultValue, "\(setting.name)=\(shown)")
        }
        same(CommonSettings.shape)
        same(CommonSettings.appDirectory)
        same(CommonSettings.runDirectory)
        same(CommonSettings.configDirectory)
        same(CommonSettings.user)
        same(CommonSettings.shutdownTimeout)
        same(CommonSettings.logFormat)
        same(CommonSettings.logLevel)
        same(ProxySettings.port)
        same(ProxySettings.workerProcesses)
        same(ProxySettings.workerConnections)
        same(ProxySettings.clientMaxBodySize)
        same(ProxySettings.healthPath)
        same(AppSettings.skipMigrations)
        same(AppSettings.essential)
        same(AppSettings.restartLimit)
        same(CelerySettings.hungAfter)
    }

    @Test(arguments: [("1", true), ("no", false), ("Off", false), ("x", true)]) func toggles(text: String, isOn: Bool) {
        #expect(read(AppSettings.skipMigrations, text) == (isOn, []))
    }

    @Test(arguments: [("auto", 0), ("1", 1), ("512", 512)]) func workers(text: String, count: Int) {
        #expect(read(ProxySettings.workerProcesses, text) == (count, []))
    }

    @Test(arguments: ["0", "513", "Auto", "1 "]) func notWorkers(text: String) {
        #expect(read(ProxySettings.workerProcesses, text).1 == ["NGINX_WORKER_PROCESSES"])
    }

    @Test func listsOfProcesses() {
        #expect(read(AppSettings.essential, "nginx, gunicorn") == (["nginx", "gunicorn"], []))
        #expect(read(AppSettings.essential, "beat") == (["beat"], []))
        #expect(read(AppSettings.essential, "nginx,celery").1 == ["ESSENTIAL_PROCESSES"])
    }

    @Test(arguments: [(0, true), (86_400, true), (86_401, false)]) func rangesHoldTheirEnds(seconds: Int, isValid: Bool)
    {
        #expect(read(AppSettings.databaseWaitTimeout, String(seconds)).1.isEmpty == isValid)
    }

    @Test func aSecretIsNeverShownAsADefault() {
        for setting in SettingsCatalog.all where setting.isSecret { #expect(setting.shownDefault.isEmpty) }
    }

    @Test func whatMayComeFromAFileIsSecret() {
        // A name beside the password may come from the same mounted secret.
        let names = ["SUPERUSER_USERNAME", "SUPERUSER_EMAIL"]
        for setting in SettingsCatalog.all where setting.readsFile && !names.contains(setting.name) {
            #expect(setting.isSecret, "\(setting.name)")
        }
    }

    @Test func aSentenceOfAProblemIsOneLineWithoutTheSecret() {
        let open = Diagnostic.invalid("A", value: "b\n\u{1B}", valid: "text")
        #expect(open.message == "cannot use A=\"b\\n\\u{1b}\": it must be text")
        let secret = Diagnostic.invalid("A", value: "hunter2", valid: "text", secret: true)
        #expect(secret.message == "cannot use A=<redacted>: it must be text")
    }

    @Test func originsRead() {
        let origins: [EnvironmentSource.Origin] = [.environment, .file("/a b"), .fallback]
        #expect(origins.map(\.description) == ["environment", "file /a b", "default"])
    }
}
