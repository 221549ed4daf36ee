import Foundation
import Testing

@testable import Runner
@testable import Settings

@Suite struct EnvironmentReportTests {
    @Test func theReportNamesSources() throws {
        let source = SecretFiles.load(
            ["PORT": "80", "DATABASE_URL_FILE": "/f", "SKIP_MIGRATIONS": ""], settings: SettingsCatalog.all,
            files: .init(read: { _ in .success("postgres://u:hunter2@db/x") }, list: { _ in .success([]) })
        ).source
        let json = EnvironmentReport.json(source)
        #expect(!json.contains("hunter2"))
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
        let row: (String) -> [String: Any]? = { name in rows.first { $0["name"] as? String == name } }
        #expect(rows.count == SettingsCatalog.all.count)
        #expect(row("PORT")?["source"] as? String == "environment" && row("PORT")?["value"] as? String == "80")
        #expect(row("DATABASE_URL")?["source"] as? String == "file /f")
        #expect(row("SKIP_MIGRATIONS")?["source"] as? String == "default")
        #expect(row("SUPERUSER_PASSWORD")?["secret"] as? Bool == true)
        #expect(row("SUPERUSER_PASSWORD")?["value"] is NSNull)
    }

    @Test func environmentReportsRedact() {
        let source = EnvironmentSource([
            "SUPERUSER_PASSWORD": "hunter2", "SECRET_KEY": "hunter3", "PORT": "9000",
            "GUNICORN_CMD_ARGS": "--statsd x://u:hunter4@h",
        ])
        for text in [EnvironmentReport.text(source), EnvironmentReport.json(source)] {
            #expect(!text.contains("hunter"))
            #expect(text.contains("9000"))
        }
    }
}
