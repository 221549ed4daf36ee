import Launch
import Project
import Proxy
import Settings

/// What `app-runner` knows, read and valid.
struct AppConfiguration: Sendable, Equatable {
    let common: CommonConfiguration
    /// nil in the pod shape, where another container has Nginx.
    let proxy: ProxyConfiguration?
    /// The project's Python, folders and settings.
    let project: ProjectEnvironment
    let gunicorn: GunicornConfiguration
    /// Which Gunicorn is going to run, as far as files tell.
    let installedGunicorn: InstalledGunicorn?
    let bootstrap: BootstrapConfiguration
    let publishing: PublishConfiguration
    /// What Celery runs inside the single container.
    let celery: EmbeddedCelery
    /// The user's own programs at points of the start.
    let hooks: HookConfiguration
    /// What of the project's Procfile runs inside the single container.
    let procfile: EmbeddedProcfile
    /// What happens to processes that die.
    let restarts: RestartConfiguration
    /// The media folder to make, when the image has none of the usual ones.
    let missingMedia: String?
    /// Where the `proxy` program is, for the single shape.
    let proxyProgram: String
    /// The path of this program, for the steps that are runs of itself.
    let ownProgram: String
    /// Secrets that came from files: every process of the project's needs them in its environment. And the `NAME_FILE`s that
    /// it cannot use.
    let secretsFromFiles: [EnvironmentChange]

    /// - Parameters:
    ///   - serves: false for the one-shot commands, which need no Gunicorn and no Nginx.
    ///   - runsHooks: false for `collectstatic`.
    ///   - publishes: the one-shot is `publish-static`, which needs no Django either.
    init(
        reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe, arguments: [String],
        serves: Bool, publishes: Bool = false, runsHooks: Bool = true, proxyProgram: String,
        ownProgram: String = "app-runner"
    ) {
        self.proxyProgram = proxyProgram
        self.ownProgram = ownProgram
        self.common = common
        let isSingle = serves && common.shape == .single
        proxy = isSingle ? ProxyConfiguration(reading: &reader, common: common, host: host) : nil
        gunicorn = GunicornConfiguration(
            reading: &reader, layout: common.layout, host: host, arguments: arguments, nginxPort: proxy?.port)
        let seen = host.seen(by: common.user)
        project = ProjectEnvironment(
            source: reader.source, layout: common.layout, host: seen, application: gunicorn.application)
        installedGunicorn = InstalledGunicorn(
            python: project.python, pythonPath: project.pythonPath, imageFolder: gunicorn.imageFolder, host: seen)
        celery = EmbeddedCelery(
            reading: &reader, common: common, host: host, project: project, isSingle: isSingle)
        restarts = RestartConfiguration(reading: &reader, isSingle: isSingle)
        bootstrap = BootstrapConfiguration(
            reading: &reader, serves: serves, needsDjango: !publishes && !(serves && gunicorn.isInformational),
            foundSettings: project.settings?.name, namesApplication: gunicorn.application != nil)
        let isInformational = serves && gunicorn.isInformational
        hooks = HookConfiguration(
            reading: &reader, common: common, host: host,
            points: HookPoint.used(
                serves: serves, migrates: bootstrap.migrates || !serves,
                runsHooks: runsHooks && !publishes && !isInformational))
        procfile = EmbeddedProcfile(
            reading: &reader, common: common, host: host, serves: serves && !isInformational, restarts: restarts)
        publishing = PublishConfiguration(reading: &reader, layout: common.layout, isAsked: publishes)
        let media = common.layout.mediaDirectories
        missingMedia =
            serves && host.isDirectory(common.layout.app) && !media.contains(where: host.exists) ? media[0] : nil
        let unreadable =
            publishes ? [] : SecretFileNames.unreadable(by: common.user, reader: &reader, host: host)
        secretsFromFiles = ChildEnvironment.fromFiles(reader.source) + unreadable
    }
}

/// The steps that come before Gunicorn.
struct BootstrapConfiguration: Sendable, Equatable {
    /// Whether the project's settings can be asked where its files are.
    let knowsSettings: Bool
    let migrates: Bool
    let collectsStatic: Bool
    let makesSuperuser: Bool
    /// Seconds.
    let databaseWait: Int
    /// Seconds for each part of the start that comes before the database; 0 is no limit.
    let startTimeout: Int
    /// The settings whose `WSGI_APPLICATION` or `ASGI_APPLICATION` is run, as nothing else names the application.
    let applicationSettings: String?

    /// - Parameters:
    ///   - needsDjango: false when nothing of Django's is run, for which no settings are needed.
    ///   - foundSettings: those of the project's files, where the variable is not set.
    ///   - namesApplication: whether the command or `APP_MODULE` names the application.
    init(
        reading reader: inout SettingsReader, serves: Bool, needsDjango: Bool = true, foundSettings: String? = nil,
        namesApplication: Bool = true
    ) {
        let settingsModule = reader.read(AppSettings.settingsModule) ?? foundSettings
        knowsSettings = settingsModule != nil
        applicationSettings = serves && needsDjango && !namesApplication ? settingsModule : nil
        migrates = !reader.read(AppSettings.skipMigrations)
        collectsStatic = reader.read(AppSettings.runCollectstatic)
        makesSuperuser = reader.read(AppSettings.superuserPassword) != nil
        // The helper reads both from its environment.
        _ = reader.read(AppSettings.superuserUsername)
        _ = reader.read(AppSettings.superuserEmail)
        databaseWait = reader.read(AppSettings.databaseWaitTimeout)
        startTimeout = reader.read(AppSettings.startTimeout)
        if settingsModule == nil, needsDjango, migrates || collectsStatic || makesSuperuser || !serves {
            reader.report(
                AppSettings.settingsModule.name,
                "cannot run Django's commands: DJANGO_SETTINGS_MODULE is not set, and no manage.py, wsgi.py or asgi.py names "
                    + "one module; set it to the project's settings, for example mysite.settings (or set "
                    + "SKIP_MIGRATIONS=1 to start without them)")
        }
    }

    /// Whether Django has anything to do before Gunicorn.
    var hasSteps: Bool { migrates || collectsStatic || makesSuperuser }
    /// Whether the helper runs.
    var isNeeded: Bool { hasSteps || knowsSettings }
}
