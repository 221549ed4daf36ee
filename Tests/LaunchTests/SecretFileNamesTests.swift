import TestSupport
import Testing

@testable import Launch
@testable import Settings

@Suite struct SecretFileNamesTests {
    private func unreadable(_ account: Account?, _ environment: [String: String]) -> (
        changes: [String], warnings: [String]
    ) {
        let files = EnvironmentSource.Files(read: { _ in .success("hunter2") }, list: { _ in .success([]) })
        let source = SecretFiles.load(environment, settings: SettingsCatalog.all, files: files).source
        var reader = SettingsReader(source: source)
        var host = HostProbe.fake()
        host.canRead = { path, account in account.uid == 0 || !path.hasPrefix("/root/") }
        let changes = SecretFileNames.unreadable(by: account, reader: &reader, host: host)
        #expect(SecretFileNames.unreadable(by: account, reader: &reader, host: host) == changes)
        return (changes.map(\.text), reader.warnings)
    }

    @Test func aFileThatTheAccountCannotReadIsNotHandedOn() {
        let result = unreadable(
            django, ["SECRET_KEY_FILE": "/root/k", "DATABASE_URL_FILE": "/srv/d", "CELERY_BROKER_URL_FILE": ""])
        #expect(result.changes == ["SECRET_KEY_FILE unset"])
        #expect(
            result.warnings == [
                "SECRET_KEY_FILE is not passed on: user django cannot read /root/k; SECRET_KEY has the value"
            ], "once, although two configurations ask")
    }

    @Test func withoutASwitchAllIsHandedOn() {
        #expect(unreadable(nil, ["SECRET_KEY_FILE": "/root/k"]).changes.isEmpty)
    }
}
