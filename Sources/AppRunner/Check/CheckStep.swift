import BootstrapPython
import CheckPython
import Launch
import Settings

/// The Python helper of `check`, in a temporary folder of its own.
enum CheckStep {
    /// The files that it needs: its own modules, those of the bootstrap, Gunicorn's configuration and the facts.
    static func files(_ configuration: CheckConfiguration, folder: String) -> [FileSpec] {
        let packages = BootstrapPython.files + CheckPython.files
        return packages.map { FileSpec("\(folder)/\($0.path)", contents: $0.contents) } + [
            FileSpec(gunicornConfig(folder), contents: PackageResources.gunicorn_config_py),
            FileSpec(folder + "/facts.json", contents: Array(facts(configuration, folder: folder).utf8)),
        ]
    }

    /// The folders of the packages.
    static func folders(_ folder: String) -> [DirectorySpec] {
        ["django_bootstrap", "django_bootstrap_check"].map { DirectorySpec("\(folder)/\($0)") }
    }

    /// The folder that the project's process may write to.
    static func scratch(_ configuration: CheckConfiguration, folder: String) -> DirectorySpec {
        DirectorySpec(folder + "/scratch", owner: configuration.app.common.user)
    }

    static func spec(_ configuration: CheckConfiguration, folder: String) -> ProcessSpec {
        let user = configuration.app.common.user
        var spec = ProcessSpec(
            "check", configuration.app.project.python.interpreter,
            [folder + "/django_bootstrap_check.py", folder + "/facts.json"],
            environment: ChildEnvironment.ofProject(configuration.app) + ChildEnvironment.ofGunicorn(configuration.app)
                // Nothing is left behind, beside the project's files either.
                + [EnvironmentChange("PYTHONDONTWRITEBYTECODE", .plain("1"), origin: "check")],
            inherits: .nonEmpty, user: user, privileges: .confined(to: user))
        // The runner is there only to wait.
        spec.stop = StopPolicy(signal: .kill)
        return spec
    }

    /// What the helper cannot know by itself: a JSON object.
    static func facts(_ configuration: CheckConfiguration, folder: String) -> String {
        let app = configuration.app
        let layout = app.common.layout
        let gunicorn = app.gunicorn
        // Our own file lies in the run folder only while the container runs.
        let arguments = gunicorn.arguments.map { $0 == gunicorn.ownConfig ? gunicornConfig(folder) : $0 }
        let config = arguments.first == "--config" ? arguments[1] : nil
        let isOurs = gunicorn.ownConfig != nil || config == layout.gunicornConfig
        return JSONDocument.line([
            ("app", layout.app),
            ("site_file", layout.siteFile),
            ("interpreter_reason", app.project.python.reason),
            ("application", gunicorn.application),
            ("environment", app.project.python.root),
            ("environment_warnings", app.project.python.warnings),
            ("settings_place", app.project.settings?.place ?? AppSettings.settingsModule.name),
            ("settings_note", app.project.settings?.note),
            ("hooks", app.hooks.all),
            ("static_folders", layout.staticDirectories),
            ("media_folders", layout.mediaDirectories),
            ("scratch", scratch(configuration, folder: folder).path),
            ("gunicorn", arguments),
            ("own_gunicorn_config", isOurs),
            ("gunicorn_config", config),
            ("binds_itself", gunicorn.bindsItself),
            // A start as root makes folders and gives them to the user.
            ("is_root", app.common.user != nil),
            ("migrates", app.bootstrap.migrates),
            ("makes_superuser", app.bootstrap.makesSuperuser),
            ("collects", app.bootstrap.collectsStatic),
            ("trusted_proxies", configuration.trustedProxies),
            ("health_host", configuration.healthHost),
            ("database_wait", app.bootstrap.databaseWait),
            ("start_timeout", app.bootstrap.startTimeout),
        ])
    }

    /// Gunicorn reads it, and the helper imports it: under a name that no project has.
    private static func gunicornConfig(_ folder: String) -> String { folder + "/django_bootstrap_gunicorn_config.py" }
}
