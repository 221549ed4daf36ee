/// Where everything lies: the three relocatable folders and the fixed names below them.
package struct Layout: Sendable, Equatable {
    /// The project (`/app`).
    package let app: String
    /// What is made at start (`/run`).
    package let run: String
    /// Configuration that a user can replace (`/etc`).
    package let config: String

    package init(app: String, run: String, config: String) {
        self.app = app
        self.run = run
        self.config = config
    }

    /// Reads the three folders; problems stay in the reader.
    package init(reading reader: inout SettingsReader) {
        self.init(
            app: reader.read(CommonSettings.appDirectory), run: reader.read(CommonSettings.runDirectory),
            config: reader.read(CommonSettings.configDirectory))
    }

    package var gunicornDirectory: String { run + "/gunicorn" }
    package var gunicornSocket: String { gunicornDirectory + "/gunicorn.sock" }
    package var gunicornPidfile: String { gunicornDirectory + "/gunicorn.pid" }
    /// What the project's settings say of static and media files; the bootstrap helper writes it as the app's user.
    package var siteFile: String { gunicornDirectory + "/site" }
    /// The names of the static manifest, one a line.
    package var siteImmutable: String { gunicornDirectory + "/site.immutable" }
    /// What the bootstrap helper does and waits for while it runs; `app-runner health` reads it.
    package var startStatus: String { gunicornDirectory + "/start.status" }
    package var prometheusDirectory: String { gunicornDirectory + "/prometheus" }
    package var celeryDirectory: String { run + "/celery" }
    package func celeryPidfile(_ kind: CeleryKind) -> String { celeryDirectory + "/\(kind.rawValue).pid" }
    /// The state that the process reports; `celery-runner health` reads it.
    package func celeryState(_ kind: CeleryKind) -> String { celeryDirectory + "/\(kind.rawValue).state" }
    /// Our own generated files: the bootstrap helper and Gunicorn's configuration when `/etc` has none.
    package var bootstrapDirectory: String { run + "/django-bootstrap" }
    /// What the container's runner says of itself; `app-runner health` reads it.
    package var runnerState: String { bootstrapDirectory + "/runner.state" }
    package var nginxDirectory: String { run + "/nginx" }
    /// The runner writes it: every user may make a file in `/run`, and Nginx would follow a link there.
    package var nginxPidfile: String { run + "/nginx.pid" }
    /// Nginx's own, in a folder that only its master's user can change.
    package var nginxMasterPidfile: String { nginxDirectory + "/nginx.pid" }
    /// Its presence makes `/readyz` say "draining".
    package var drainFlag: String { nginxDirectory + "/draining" }
    /// The rendered tree in use: a symbolic link that is switched when a new tree has passed its test.
    package var nginxConfiguration: String { nginxDirectory + "/conf" }
    /// Where a user's own Nginx files are.
    package var nginxOverrides: String { config + "/nginx" }
    /// Programs of the user's that run at points of the start, in a folder for each point.
    package var hooks: String { config + "/bootstrap.d" }
    package var procfile: String { app + "/Procfile" }
    package var gunicornConfig: String { config + "/gunicorn/config.py" }
    package var staticDirectories: [String] { [app + "/static", app + "/staticfiles"] }
    package var mediaDirectories: [String] { [app + "/media", app + "/mediafiles"] }
}
