import Testing

@testable import Project

/// Which settings are used where no variable names them.
@Suite struct SettingsModuleTests {
    private func found(_ says: [String: String], application: String? = nil) -> SettingsModule? {
        let texts = says.mapValues { "import os\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"\($0)\")\n" }
        return SettingsModule(in: ProjectFiles(app: "/app", host: .files(texts)), application: application)
    }

    @Test func managePy() {
        let found = found(["/app/manage.py": "mysite.settings", "/app/mysite/wsgi.py": "mysite.settings"])
        #expect(found?.name == "mysite.settings" && found?.origin == "manage.py line 2" && found?.note == nil)
    }

    @Test func theApplicationThatTheCommandNamesComesFirst() {
        let says = [
            "/app/manage.py": "s.local", "/app/a/wsgi.py": "s.production", "/app/b/wsgi.py": "s.staging",
        ]
        #expect(found(says, application: "b.wsgi:application")?.name == "s.staging")
        #expect(found(says, application: "a.wsgi")?.origin == "a/wsgi.py line 2")
        #expect(found(says, application: "nosuch.wsgi:app")?.name == "s.local")
        #expect(found(says)?.name == "s.local", "two that differ are no answer")
    }

    /// As cookiecutter-django has it.
    @Test func theServersSettingsWinOverManagePys() {
        let found = found(
            ["/app/manage.py": "config.settings.local", "/app/config/wsgi.py": "config.settings.production"])
        #expect(found?.name == "config.settings.production" && found?.origin == "config/wsgi.py line 2")
        #expect(
            found?.note
                == "DJANGO_SETTINGS_MODULE: config/wsgi.py line 2 says config.settings.production, manage.py line 2 says "
                + "config.settings.local; the first is used, set the variable to choose")
    }

    @Test func aServersFileIsEnough() {
        #expect(found(["/app/mysite/asgi.py": "mysite.settings"])?.origin == "mysite/asgi.py line 2")
        #expect(found(["/app/src/mysite/wsgi.py": "mysite.settings"])?.origin == "src/mysite/wsgi.py line 2")
        #expect(found([:]) == nil)
    }

    @Test func wsgiAndAsgiThatDifferAreNoAnswer() {
        let says = ["/app/mysite/wsgi.py": "s.a", "/app/mysite/asgi.py": "s.b"]
        #expect(found(says) == nil)
        #expect(found(says.merging(["/app/manage.py": "s.c"]) { $1 })?.name == "s.c")
    }
}
