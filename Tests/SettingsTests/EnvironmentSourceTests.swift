import Testing

@testable import Settings

@Suite struct EnvironmentSourceTests {
    private let source: EnvironmentSource = {
        let files = EnvironmentSource.Files(
            read: { _ in .success("hunter2") }, list: { _ in .success(["API_KEY"]) })
        return SecretFiles.load(
            ["SECRET_KEY": "hunter2", "SECRETS_DIR": "/s", "DATABASE_URL_FILE": "/f", "ANY_NAME": "hunter2"],
            settings: SettingsCatalog.all, files: files
        ).source
    }()

    private func forms(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(reflecting: value), dumped]
    }

    @Test func noPrintedFormShowsAValue() {
        let reader = SettingsReader(source: source)
        for form in forms(source) + forms(reader) + forms(source.variables) {
            #expect(!form.contains("hunter2"))
            #expect(form.contains("ANY_NAME") && form.contains("API_KEY"), "the names may be seen")
        }
        #expect(source.variables["ANY_NAME"] == "hunter2", "the values are there")
    }

    @Test func everySecretSettingIsReadAsASecret() {
        var reader = SettingsReader(source: source)
        let settings = [
            AppSettings.superuserPassword, CelerySettings.broker, ProjectSettings.secretKey,
            ProjectSettings.databaseURL, ProjectSettings.celeryBrokerURL,
        ]
        #expect(Set(settings.map(\.name)) == Set(SettingsCatalog.all.filter(\.isSecret).map(\.name)))
        #expect(reader.read(ProjectSettings.secretKey) == Secret("hunter2"))
    }
}
