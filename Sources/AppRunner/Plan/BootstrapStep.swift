import Launch
import Settings

/// The Python helper that does everything Django needs before Gunicorn, in one process.
enum BootstrapStep {
    enum Purpose {
        case serve
        case migrate
        case collectstatic
        /// Only the site file, for publishing.
        case site
    }

    /// Where the helper's source is written to.
    static func path(_ layout: Layout) -> String {
        layout.bootstrapDirectory + "/django_bootstrap.py"
    }

    /// The helper with the modules that it imports from its own folder.
    static func files(_ layout: Layout) -> [FileSpec] {
        let modules: [(name: String, contents: [UInt8])] = [
            ("collect", PackageResources.django_bootstrap_collect_py),
            ("files", PackageResources.django_bootstrap_files_py),
            ("gunicorn", PackageResources.django_bootstrap_gunicorn_py),
            ("hooks", PackageResources.django_bootstrap_hooks_py),
            ("places", PackageResources.django_bootstrap_places_py),
            ("site", PackageResources.django_bootstrap_site_py),
            ("static", PackageResources.django_bootstrap_static_py),
            ("storages", PackageResources.django_bootstrap_storages_py),
            ("superuser", PackageResources.django_bootstrap_superuser_py),
            ("watchdog", PackageResources.django_bootstrap_watchdog_py),
        ]
        return [FileSpec(path(layout), contents: PackageResources.django_bootstrap_py)]
            + modules.map {
                FileSpec("\(layout.bootstrapDirectory)/django_bootstrap_\($0.name).py", contents: $0.contents)
            }
    }

    static func spec(_ purpose: Purpose, _ configuration: AppConfiguration) -> ProcessSpec {
        let user = configuration.common.user
        let environment = ChildEnvironment.ofProject(
            configuration, withSuperuserPassword: purpose == .serve || purpose == .migrate)
        return ProcessSpec(
            purpose == .serve ? "bootstrap" : "\(purpose)", configuration.project.python.interpreter,
            [path(configuration.common.layout)] + flags(purpose, configuration),
            environment: environment + (purpose == .serve ? ChildEnvironment.ofGunicorn(configuration) : []),
            inherits: .nonEmpty, user: user,
            privileges: .confined(to: user))
    }

    private static func flags(_ purpose: Purpose, _ configuration: AppConfiguration) -> [String] {
        let bootstrap = configuration.bootstrap
        let wait = ["--wait", String(bootstrap.databaseWait)]
        let start = ["--start-timeout", String(bootstrap.startTimeout)]
        let noWait = ["--database-timeout", String(bootstrap.databaseWait)]
        let superuser = bootstrap.makesSuperuser ? ["--superuser"] : []
        let layout = configuration.common.layout
        let site = bootstrap.knowsSettings ? ["--site", layout.siteFile, "--app", layout.app] : []
        switch purpose {
        case .collectstatic: return start + noWait + ["--collectstatic"] + site
        case .site: return start + noWait + site + ["--site-optional"]
        case .migrate: return start + wait + ["--migrate"] + superuser + configuration.hooks.flags
        case .serve where !bootstrap.hasSteps && configuration.hooks.all.isEmpty:
            // Gunicorn itself says at once what it does not accept: no database has been touched.
            return start + noWait + site + ["--"] + configuration.gunicorn.arguments
        case .serve:
            var flags = start + ["--check-gunicorn"]
            if configuration.celery.worker || configuration.celery.beat { flags.append("--check-celery") }
            flags += bootstrap.migrates || bootstrap.makesSuperuser ? wait : noWait
            if bootstrap.migrates { flags.append("--migrate") }
            if bootstrap.collectsStatic { flags.append("--collectstatic") }
            return flags + superuser + site + configuration.hooks.flags + ["--"] + configuration.gunicorn.arguments
        }
    }
}
