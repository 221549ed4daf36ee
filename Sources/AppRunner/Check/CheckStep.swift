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
            FileSpec(folder + "/facts.json", contents: Array(facts(configuration, folder: folder).text.utf8)),
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

    /// What the helper cannot know by itself.
    static func facts(_ configuration: CheckConfiguration, folder: String) -> JSONText {
        let app = configuration.app
        let layout = app.common.layout
        let gunicorn = app.gunicorn
        // Our own file lies in the run folder only while the container runs.
        let arguments = gunicorn.arguments.map { $0 == gunicorn.ownConfig ? gunicornConfig(folder) : $0 }
        let config = arguments.first == "--config" ? arguments[1] : nil
        let isOurs = gunicorn.ownConfig != nil || config == layout.gunicornConfig
        return .object([
            ("app", .string(layout.app)),
            ("site_file", .string(layout.siteFile)),
            ("interpreter_reason", .string(app.project.python.reason)),
            ("application", gunicorn.application.map(JSONText.string) ?? .null),
            ("environment", app.project.python.root.map(JSONText.string) ?? .null),
            ("environment_warnings", .array(app.project.python.warnings.map(JSONText.string))),
            ("settings_place", .string(app.project.settings?.place ?? AppSettings.settingsModule.name)),
            ("settings_note", app.project.settings?.note.map(JSONText.string) ?? .null),
            ("hooks", .array(app.hooks.all.map(JSONText.string))),
            ("static_folders", .array(layout.staticDirectories.map(JSONText.string))),
            ("media_folders", .array(layout.mediaDirectories.map(JSONText.string))),
            ("scratch", .string(scratch(configuration, folder: folder).path)),
            ("gunicorn", .array(arguments.map(JSONText.string))),
            ("own_gunicorn_config", .bool(isOurs)),
            ("gunicorn_config", config.map(JSONText.string) ?? .null),
            ("binds_itself", .bool(gunicorn.bindsItself)),
            // A start as root makes folders and gives them to the user.
            ("is_root", .bool(app.common.user != nil)),
            ("migrates", .bool(app.bootstrap.migrates)),
            ("makes_superuser", .bool(app.bootstrap.makesSuperuser)),
            ("collects", .bool(app.bootstrap.collectsStatic)),
            ("trusted_proxies", .string(configuration.trustedProxies)),
            ("health_host", .string(configuration.healthHost)),
            ("database_wait", .number(app.bootstrap.databaseWait)),
            ("start_timeout", .number(app.bootstrap.startTimeout)),
        ])
    }

    /// Gunicorn reads it, and the helper imports it: under a name that no project has.
    private static func gunicornConfig(_ folder: String) -> String { folder + "/django_bootstrap_gunicorn_config.py" }
}
