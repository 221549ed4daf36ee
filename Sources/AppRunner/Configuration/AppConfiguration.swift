import Shared

/// What `app-runner` knows, read and valid.
struct AppConfiguration: Sendable, Equatable {
    let common: CommonConfiguration
    /// nil in the pod shape, where another container has Nginx.
    let proxy: ProxyConfiguration?
    let gunicorn: GunicornConfiguration
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
    /// Secrets that came from files: every process of the project's needs them in its environment. And the `NAME_FILE`s that
    /// it cannot use.
    let secretsFromFiles: [EnvironmentChange]

    /// - Parameters:
    ///   - serves: false for the one-shot commands, which need no Gunicorn and no Nginx.
    ///   - runsHooks: false for `collectstatic`.
    ///   - publishes: the one-shot is `publish-static`, which needs no Django either.
    init(
        reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe, arguments: [String],
        serves: Bool, publishes: Bool = false, runsHooks: Bool = true, proxyProgram: String
    ) {
        self.proxyProgram = proxyProgram
        self.common = common
        let isSingle = serves && common.shape == .single
        proxy = isSingle ? ProxyConfiguration(reading: &reader, common: common, host: host) : nil
        gunicorn = GunicornConfiguration(
            reading: &reader, layout: common.layout, host: host, arguments: arguments, nginxPort: proxy?.port)
        celery = EmbeddedCelery(reading: &reader, common: common, host: host, isSingle: isSingle)
        restarts = RestartConfiguration(reading: &reader, isSingle: isSingle)
        bootstrap = BootstrapConfiguration(
            reading: &reader, serves: serves, needsDjango: !publishes && !(serves && gunicorn.isInformational))
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
    let migrates: Bool
    let collectsStatic: Bool
    let makesSuperuser: Bool
    /// Seconds.
    let databaseWait: Int
    /// Seconds for each part of the start that comes before the database; 0 is no limit.
    let startTimeout: Int

    /// - Parameter needsDjango: false when nothing of Django's is run, for which no settings are needed.
    init(reading reader: inout SettingsReader, serves: Bool, needsDjango: Bool = true) {
        let settingsModule = reader.read(AppSettings.settingsModule)
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
                "cannot run Django's commands: DJANGO_SETTINGS_MODULE is not set; set it to the project's settings, for "
                    + "example mysite.settings (or set SKIP_MIGRATIONS=1 to start without them)")
        }
    }

    var isNeeded: Bool { migrates || collectsStatic || makesSuperuser }
}
