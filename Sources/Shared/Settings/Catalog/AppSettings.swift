/// Variables that `app-runner` reads.
package enum AppSettings {
    package static let settingsModule = Setting<String?>.text(
        "DJANGO_SETTINGS_MODULE", .app,
        help: "The project's settings; unset, what manage.py, wsgi.py or asgi.py names")
    package static let skipMigrations = Setting<Bool>.toggle(
        "SKIP_MIGRATIONS", .app, help: "Start without `migrate`")
    package static let runCollectstatic = Setting<Bool>.toggle(
        "RUN_COLLECTSTATIC", .app, help: "Run `collectstatic` at start")
    package static let staticPublishDirectory = Setting<String?>(
        "STATIC_PUBLISH_DIR", program: .app, type: Setting<String>.directoryType, default: nil, shownDefault: "",
        help: "Copy the collected static files there before serving: the volume that the proxy serves them from",
        parse: { Parsers.path($0).map(Optional.some) })
    package static let superuserPassword = Setting<Secret?>.secret(
        "SUPERUSER_PASSWORD", .app,
        help: "Make the superuser SUPERUSER_USERNAME with this password, unless there is one",
        fromFile: true)
    package static let superuserUsername = Setting<String>(
        "SUPERUSER_USERNAME", program: .app, type: "text", default: "admin", shownDefault: "admin",
        help: "The superuser's name; an existing user of that name is not changed. Where the user model logs in by "
            + "email, SUPERUSER_EMAIL is the name; where it logs in by another field, DJANGO_SUPERUSER_<FIELD> wins",
        fromFile: true, parse: { $0 })
    package static let superuserEmail = Setting<String>(
        "SUPERUSER_EMAIL", program: .app, type: "text", default: "admin@example.com",
        shownDefault: "admin@example.com", help: "The superuser's email address", fromFile: true, parse: { $0 })
    package static let databaseWaitTimeout = Setting<Int>.seconds(
        "DATABASE_WAIT_TIMEOUT", .app, default: 60, in: 0...86_400,
        help:
            "Seconds to wait for the database at start before the start ends with status 69; 0 tries once. Also the limit of "
            + "one query of the project's start-up code (5 seconds at least)")
    package static let startTimeout = Setting<Int>.seconds(
        "START_TIMEOUT", .app, default: 600, in: 0...86_400,
        help: "Seconds that each of these may take at start: importing the settings, django.setup(), importing the "
            + "application and the Celery app; then the start ends with status 69. 0: no limit")
    package static let hookTimeout = Setting<Int>.seconds(
        "HOOK_TIMEOUT", .app, default: 300, in: 0...86_400,
        help: "Seconds that each program in bootstrap.d may take; then it is stopped, and the start ends with status "
            + "69. 0: no limit")
    package static let procfile = Setting<[ProcfileChoice]>(
        "PROCFILE", program: .app,
        type: "names of the Procfile, each once, with commas between; name=2 runs two of it (0 to 64)", default: [],
        shownDefault: "", help: "Single shape: the processes of the project's Procfile that run beside Gunicorn",
        parse: ProcfileChoice.list)
    package static let gunicornAccessLogs = Setting<Bool>.toggle(
        "GUNICORN_ACCESS_LOGS", .app, help: "Gunicorn writes its own access log to stdout")
    package static let gunicornArguments = Setting<String?>.text(
        "GUNICORN_CMD_ARGS", .app, help: "Gunicorn's own: more arguments; those of the command win over them")
    package static let webConcurrency = Setting<Int?>(
        "WEB_CONCURRENCY", program: .app, type: "a whole number from 1 to 1024", default: nil, shownDefault: "",
        help: "Gunicorn's own: the number of workers (Gunicorn starts one when it is unset)",
        parse: { Parsers.integer($0, in: 1...1024).map(Optional.some) })
    package static let appModule = Setting<String?>.text(
        "APP_MODULE", .app,
        help:
            "The WSGI or ASGI application, when the command does not name one (else WSGI_APPLICATION of the settings)",
        deprecated: "name the module in the container's command instead, for example mysite.wsgi:application")
    package static let gunicornDirectory = Setting<String>.directory(
        "BOOTSTRAP_GUNICORN_DIR", .app, default: "/usr/local/lib/django-bootstrap/gunicorn",
        help: "The image's own Gunicorn: used when the project's environment has none")
    package static let prometheusLower = Setting<String?>.text(
        "prometheus_multiproc_dir", .app,
        help: "prometheus_client's multiprocess folder (old spelling); unset, Gunicorn's configuration chooses one")
    package static let prometheusUpper = Setting<String?>.text(
        "PROMETHEUS_MULTIPROC_DIR", .app, help: "The same in today's spelling")

    package static let restartLimit = Setting<Int>.integer(
        "RESTART_LIMIT", .app, default: 5, in: 0...1000,
        help: "Single shape: how often a process that dies is started again within RESTART_WINDOW before it stays down"
    )
    package static let restartWindow = Setting<Int>.seconds(
        "RESTART_WINDOW", .app, default: 300, in: 1...86_400,
        help: "Single shape: the time within which restarts are counted")
    package static let essential = Setting<Set<String>>(
        "ESSENTIAL_PROCESSES", program: .app,
        type: "a list of " + ProcessName.all.joined(separator: ", ")
            + " (all of PROCFILE) or procfile.NAME, with commas between",
        default: Set(ProcessName.all), shownDefault: ProcessName.all.joined(separator: ","),
        help: "Single shape: the container stops when one of these stays down; without the others it continues",
        parse: { text in
            let names = Set(text.split(separator: ",").map { String($0.filter { $0 != " " }) })
            return names.allSatisfy(ProcessName.isKnown) ? names : nil
        })

    package static let all: [SettingDescription] = [
        settingsModule.description, skipMigrations.description, runCollectstatic.description,
        staticPublishDirectory.description, superuserPassword.description, superuserUsername.description,
        superuserEmail.description, databaseWaitTimeout.description,
        startTimeout.description, hookTimeout.description, procfile.description,
        gunicornAccessLogs.description,
        gunicornArguments.description, webConcurrency.description, appModule.description, gunicornDirectory.description,
        prometheusLower.description, prometheusUpper.description, restartLimit.description,
        restartWindow.description, essential.description,
    ]
}
