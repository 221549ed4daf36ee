import Testing

@testable import Settings

@Suite struct TypoCheckTests {
    private func warnings(_ names: String...) -> [String] {
        TypoCheck.warnings(environment: names, settings: SettingsCatalog.all)
    }

    @Test(arguments: [
        ("SUPERUSER_PASWORD", "SUPERUSER_PASSWORD"), ("RUN_COLLECT_STATIC", "RUN_COLLECTSTATIC"),
        ("SKIP_MIGRATION", "SKIP_MIGRATIONS"), ("DJANGO_SETTING_MODULE", "DJANGO_SETTINGS_MODULE"),
        ("CELERY_WORKRE", "CELERY_WORKER"), ("SECRET_DIR", "SECRETS_DIR"), ("BOOTSTRAP_SHPAE", "BOOTSTRAP_SHAPE"),
        ("SECRET_KEY_FLIE", "SECRET_KEY_FILE"), ("SUPERUSER_PASSWORT_FILE", "SUPERUSER_PASSWORD_FILE"),
    ])
    func nearNamesAreNamed(name: String, meant: String) {
        #expect(warnings(name).count == 1)
        #expect(warnings(name).first?.contains("\(name) ") == true)
        #expect(warnings(name).first?.contains(meant) == true)
    }

    @Test(arguments: [
        "PATH", "HOME", "HOSTNAME", "LANG", "PWD", "USER", "PYTHONPATH", "PORTS", "POST", "SPORT", "DEBUG", "TERM",
        "CELERY_RESULT_BACKEND", "KUBERNETES_SERVICE_HOST", "KUBERNETES_PORT", "DATABASE_HOST", "DATABASE_USER",
        "REDIS_URL", "ALLOWED_HOSTS", "DJANGO_DEBUG", "GUNICORN_PID", "NGINX_VERSION", "PYTHON_VERSION", "",
    ])
    func foreignNamesAreNotOurs(name: String) {
        #expect(warnings(name).isEmpty)
    }

    @Test func ourOwnNamesAreKnown() {
        let names = SettingsCatalog.all.map(\.name)
        let files = SettingsCatalog.all.filter(\.readsFile).map { $0.name + "_FILE" }
        #expect(!files.isEmpty)
        #expect(TypoCheck.warnings(environment: names + files, settings: SettingsCatalog.all).isEmpty)
    }

    @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "abcd", 1), ("abc", "xbz", 2)])
    func distance(left: String, right: String, expected: Int) {
        #expect(TypoCheck.distance(left, right) == expected)
    }

    @Test func aWarningDoesNotShowAValue() {
        let variables = ["SUPERUSER_PASWORD": "hunter2"]
        let lines = TypoCheck.warnings(environment: variables.keys, settings: SettingsCatalog.all)
        #expect(lines.count == 1 && !lines[0].contains("hunter2"))
    }
}
