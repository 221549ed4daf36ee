/// Variables that `app-runner` reads.
package enum AppSettings {
    package static let settingsModule = Setting<String?>.text(
        "DJANGO_SETTINGS_MODULE", .app,
        help: "The project's settings; needed for migrations, collectstatic and the superuser")
    package static let skipMigrations = Setting<Bool>.toggle(
        "SKIP_MIGRATIONS", .app, help: "Start without `migrate`")
    package static let runCollectstatic = Setting<Bool>.toggle(
        "RUN_COLLECTSTATIC", .app, help: "Run `collectstatic` at start")
    package static let superuserPassword = Setting<String?>.text(
        "SUPERUSER_PASSWORD", .app,
        help: "Make the superuser `admin` (admin@example.com) with this password, unless there is one",
        secret: true, fromFile: true)
    package static let databaseWaitTimeout = Setting<Int>.seconds(
        "DATABASE_WAIT_TIMEOUT", .app, default: 60, in: 0...86_400,
        help: "Seconds to wait for the database at start before giving up with status 69; 0 tries once")
    package static let gunicornAccessLogs = Setting<Bool>.toggle(
        "GUNICORN_ACCESS_LOGS", .app, help: "Gunicorn writes its own access log to stdout")
    package static let gunicornArguments = Setting<String?>.text(
        "GUNICORN_CMD_ARGS", .app, help: "Gunicorn's own: more arguments; those of the command win over them")
    package static let webConcurrency = Setting<Int?>(
        "WEB_CONCURRENCY", program: .app, type: "a whole number from 1 to 1024", default: nil, shownDefault: "",
        help: "Gunicorn's own: the number of workers (Gunicorn starts one when it is unset)",
        parse: { Parsers.integer($0, in: 1...1024) })
    package static let appModule = Setting<String?>.text(
        "APP_MODULE", .app, help: "The WSGI or ASGI application, when the command does not name one",
        deprecated: "name the module in the container's command instead, for example mysite.wsgi:application")
    package static let prometheusLower = Setting<String?>.text(
        "prometheus_multiproc_dir", .app,
        help: "prometheus_client's multiprocess folder (old spelling); unset, Gunicorn's configuration chooses one")
    package static let prometheusUpper = Setting<String?>.text(
        "PROMETHEUS_MULTIPROC_DIR", .app, help: "The same in today's spelling")

    package static let all: [SettingDescription] = [
        settingsModule.description, skipMigrations.description, runCollectstatic.description,
        superuserPassword.description, databaseWaitTimeout.description, gunicornAccessLogs.description,
        gunicornArguments.description, webConcurrency.description, appModule.description,
        prometheusLower.description, prometheusUpper.description,
    ]
}
