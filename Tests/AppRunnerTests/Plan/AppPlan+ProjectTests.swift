import TestSupport
import Testing

@testable import AppRunner
@testable import Launch

/// The project's Python, Gunicorn, settings and application in the plan.
@Suite struct AppPlanProjectTests {
    private static let files = [
        "/app/manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
        "/app/.venv/bin/python": "", "/app/.venv/pyvenv.cfg": "version = 3.13.1\n",
        "/app/.venv/lib/python3.13/site-packages/django.py": "", "/usr/bin/python3": "",
        "/ours/gunicorn-27.0.1.dist-info/METADATA": "",
    ]

    private func read(
        _ environment: [String: String] = [:], arguments: [String] = [], files: [String: String] = files,
        serves: Bool = true
    ) -> ReadApp {
        let unset = ["DJANGO_SETTINGS_MODULE": "", "BOOTSTRAP_GUNICORN_DIR": "/ours", "PATH": "/usr/bin"]
        return ReadApp(
            unset.merging(environment) { $1 }, host: .files(files), arguments: arguments, serves: serves)
    }

    private func plan(
        _ environment: [String: String] = [:], arguments: [String] = [], files: [String: String] = files
    ) -> LaunchPlan {
        let read = read(environment, arguments: arguments, files: files)
        #expect(read.problems.isEmpty)
        return AppPlan.serve(read.configuration)
    }

    @Test func everyProcessOfTheProjectsIsRunByItsPython() throws {
        let single = ["BOOTSTRAP_SHAPE": "single", "CELERY_APP": "mysite", "CELERY_WORKER": "1"]
        let plan = plan(single)
        for spec in [plan.steps[1], plan.processes[1]] {
            #expect(spec.executable == "/app/.venv/bin/python", "\(spec.name)")
        }
        for spec in [plan.steps[1], plan.processes[1], plan.processes[2]] {
            let texts = spec.environment.map(\.text)
            #expect(
                texts.contains("VIRTUAL_ENV=/app/.venv") && texts.contains("PATH=/app/.venv/bin:/usr/bin"),
                "\(spec.name)")
            #expect(texts.contains("DJANGO_SETTINGS_MODULE=mysite.settings"), "\(spec.name)")
            #expect(texts.contains { $0.hasPrefix("PYTHONPATH=") && $0.hasSuffix("/app") }, "\(spec.name)")
        }
        #expect(
            !plan.steps[0].environment.contains { $0.name == "VIRTUAL_ENV" }, "the proxy is no process of the project's"
        )
        #expect(plan.text.contains("    DJANGO_SETTINGS_MODULE=mysite.settings (manage.py line 2)\n"))
    }

    @Test func theOneShotsToo() {
        let configuration = read(serves: false).configuration
        for plan in [AppPlan.migrate(configuration), AppPlan.collectstatic(configuration)] {
            #expect(plan.steps[0].executable == "/app/.venv/bin/python")
            #expect(plan.steps[0].environment.contains { $0.text == "DJANGO_SETTINGS_MODULE=mysite.settings" })
            #expect(plan.notes.contains("DJANGO_SETTINGS_MODULE=mysite.settings, from manage.py line 2"))
        }
    }

    @Test func planSaysWhatWasFoundAndWhy() {
        #expect(
            plan().notes == [
                "Python 3.13.1 of the virtual environment /app/.venv (the folder exists)",
                "imports from /app (PYTHONPATH)",
                "DJANGO_SETTINGS_MODULE=mysite.settings, from manage.py line 2",
                "Gunicorn 27.0.1 of the image (/ours): the project's environment has none",
                "application: from WSGI_APPLICATION of mysite.settings, else ASGI_APPLICATION (read at start), unless "
                    + "Gunicorn's configuration names one",
            ])
        #expect(plan(arguments: ["a:b"]).notes.last?.hasPrefix("Gunicorn 27.0.1") == true)
        let none = plan(["BOOTSTRAP_GUNICORN_DIR": "/nosuch"], arguments: ["a:b"]).notes.last
        #expect(none?.hasPrefix("Gunicorn: none found in the project's environment or in /nosuch; ") == true)
    }

    @Test func theSettingsThatWereFoundAreEnough() {
        #expect(read(arguments: ["a:b"]).problems.isEmpty)
        #expect(read(arguments: ["a:b"], files: [:]).problems == ["DJANGO_SETTINGS_MODULE"])
    }

    /// Whatever manage.py says, Gunicorn's workers would use those of the application's module.
    @Test func theCommandsApplicationNamesTheSettings() {
        let wsgi = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.production')\n"
        let files = Self.files.merging(["/app/mysite/wsgi.py": wsgi, "/app/other/wsgi.py": "x = 1\n"]) { $1 }
        for (environment, arguments) in [([:], ["mysite.wsgi"]), (["APP_MODULE": "mysite.wsgi:application"], [])] {
            let plan = plan(environment, arguments: arguments, files: files)
            #expect(plan.notes.contains("DJANGO_SETTINGS_MODULE=mysite.production, from mysite/wsgi.py line 1"))
        }
    }

    @Test func whereNothingNamesTheApplicationTheHelperFindsIt() throws {
        let skip = ["SKIP_MIGRATIONS": "1"]
        let step = try #require(plan(skip).steps.first)
        #expect(step.arguments.contains("--site") && !step.arguments.contains("--migrate"))
        for spec in [step, plan(skip).processes[0]] {
            #expect(spec.environment.contains { $0.text == "DJANGO_BOOTSTRAP_SITE=/run/gunicorn/site" })
            #expect(spec.environment.contains { $0.text == "BOOTSTRAP_GUNICORN_DIR=/ours" })
        }
        #expect(plan(skip).obsoleteFiles == ["/run/gunicorn/start.status"])
    }

    /// What an earlier run has written would be taken for this one's.
    @Test(arguments: [["a:b"], []]) func withoutTheHelperTheSiteFileIsRemoved(arguments: [String]) {
        let plan = plan(["SKIP_MIGRATIONS": "1"], arguments: arguments, files: [:])
        #expect(plan.steps.isEmpty)
        #expect(
            plan.obsoleteFiles
                == ["/run/gunicorn/start.status", "/run/gunicorn/site", "/run/gunicorn/site.immutable"])
    }

    @Test func helpNeedsNoSettingsAndRunsNoHelper() {
        let plan = plan(arguments: ["--help"], files: [:])
        #expect(plan.steps.isEmpty && plan.processes[0].arguments[0] == "/run/django-bootstrap/gunicorn")
    }

    @Test func anEnvironmentThatCannotBeUsedIsAWarning() {
        let files = ["/app/.venv/pyvenv.cfg": "", "/usr/bin/python3": "", "/app/manage.py": ""]
        let plan = plan(["DJANGO_SETTINGS_MODULE": "s"], arguments: ["a:b"], files: files)
        #expect(plan.warnings.contains { $0.hasPrefix("the virtual environment /app/.venv is not used: ") })
        #expect(plan.processes[0].executable == "python3")
    }
}
