import Testing

@testable import Settings

@Suite struct SettingReadingTests {
    private func readings(_ environment: [String: String], defaults: Bool = false) -> [SettingReading] {
        SettingReading.readings(
            of: SettingsCatalog.all, from: EnvironmentSource(environment), includingDefaults: defaults)
    }

    @Test func onlyWhatIsSetUnlessDefaultsAreAskedFor() {
        #expect(readings(["PORT": "", "HOME": "/"]).isEmpty)
        #expect(readings(["PORT": "80"]) == [SettingReading(name: "PORT", value: "80", origin: "environment")])
        #expect(readings([:], defaults: true).count == SettingsCatalog.all.count)
    }

    @Test func secretsAndPasswordsInTextAreNotShown() {
        let values = readings([
            "SECRET_KEY": "hunter2", "GUNICORN_CMD_ARGS": "--x redis://:hunter2@h\n", "CELERY_BROKER": "hunter2",
        ]).map(\.value)
        #expect(values.sorted() == ["--x redis://:<redacted>@h\\n", Secret.mask, Secret.mask])
    }
}
