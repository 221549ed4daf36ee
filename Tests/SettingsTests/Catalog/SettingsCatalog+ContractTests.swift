import TestSupport
import Testing

@testable import Settings

/// What users were promised of names, places and secrets.
@Suite struct SettingsCatalogContractTests {
    private func read(_ environment: [String: String], host: HostProbe = .fake()) -> (CommonConfiguration, [String]) {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: host)
        return (common, reader.problems.map(\.place))
    }

    @Test func theDefaultPlaces() {
        let (common, problems) = read([:], host: .fake(isRoot: true, accounts: [django]))
        let layout = common.layout
        #expect(problems.isEmpty && common.user == django && common.shape == .pod)
        #expect(layout == Layout(app: "/app", run: "/run", config: "/etc"))
        #expect(layout.gunicornSocket == "/run/gunicorn/gunicorn.sock")
        #expect(layout.gunicornPidfile == "/run/gunicorn/gunicorn.pid")
        #expect(layout.prometheusDirectory == "/run/gunicorn/prometheus")
        #expect(layout.nginxPidfile == "/run/nginx.pid")
        #expect(CeleryKind.allCases.map(layout.celeryPidfile) == ["/run/celery/worker.pid", "/run/celery/beat.pid"])
        #expect(layout.gunicornConfig == "/etc/gunicorn/config.py" && layout.nginxOverrides == "/etc/nginx")
        #expect(layout.mediaDirectories == ["/app/media", "/app/mediafiles"])
        #expect(layout.staticDirectories == ["/app/static", "/app/staticfiles"])
    }

    @Test func thePlacesMoveTogether() {
        let layout = read(["BOOTSTRAP_RUN_DIR": "/tmp/a b/run/", "BOOTSTRAP_APP_DIR": "/srv/x"]).0.layout
        #expect(layout.gunicornSocket == "/tmp/a b/run/gunicorn/gunicorn.sock")
        #expect(layout.staticDirectories[0] == "/srv/x/static")
    }

    @Test func allThatIsWrongIsSaidAtOnce() {
        let wrong = [
            "BOOTSTRAP_SHAPE": "x", "BOOTSTRAP_RUN_DIR": "run", "BOOTSTRAP_APP_DIR": "/a;b", "SHUTDOWN_TIMEOUT": "0",
            "BOOTSTRAP_LOG_FORMAT": "xml", "BOOTSTRAP_LOG_LEVEL": "trace", "SECRETS_DIR": "relative",
            "LOG_OVERFLOW": "lose",
        ]
        #expect(Set(read(wrong).1) == Set(wrong.keys))
    }

    @Test(arguments: ["SUPERUSER_PASSWORD", "SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL", "CELERY_BROKER"])
    func whatHoldsASecretIsMarked(name: String) {
        #expect(SettingsCatalog.all.first { $0.name == name }?.isSecret == true)
    }

    @Test func secretsMayComeFromFiles() {
        let names = Set(SettingsCatalog.all.filter(\.readsFile).map(\.name))
        let superuser = ["SUPERUSER_PASSWORD", "SUPERUSER_USERNAME", "SUPERUSER_EMAIL"]
        #expect(names == Set(superuser + ["SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL"]))
    }

    @Test func everyNameIsAPortableVariable() {
        #expect(SettingsCatalog.all.allSatisfy { SecretFiles.isVariableName($0.name) && !$0.type.isEmpty })
    }

    @Test func everyRowOfThePageHasFourCells() {
        let rows = SettingsCatalog.markdown.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count == SettingsCatalog.all.count)
        for row in rows { #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 5, "\(row)") }
    }
}
