import Shared

/// The Python helper that does everything Django needs before Gunicorn, in one process.
enum BootstrapStep {
    enum Purpose {
        case serve
        case migrate
        case collectstatic
    }

    /// Where the helper's source is written to.
    static func path(_ layout: Layout) -> String {
        layout.bootstrapDirectory + "/django_bootstrap.py"
    }

    /// The helper with the modules that it imports from its own folder.
    static func files(_ layout: Layout) -> [FileSpec] {
        [
            FileSpec(path(layout), contents: PackageResources.django_bootstrap_py),
            FileSpec(
                layout.bootstrapDirectory + "/django_bootstrap_files.py",
                contents: PackageResources.django_bootstrap_files_py),
            FileSpec(
                layout.bootstrapDirectory + "/django_bootstrap_hooks.py",
                contents: PackageResources.django_bootstrap_hooks_py),
            FileSpec(
                layout.bootstrapDirectory + "/django_bootstrap_superuser.py",
                contents: PackageResources.django_bootstrap_superuser_py),
            FileSpec(
                layout.bootstrapDirectory + "/django_bootstrap_watchdog.py",
                contents: PackageResources.django_bootstrap_watchdog_py),
        ]
    }

    static func spec(_ purpose: Purpose, _ configuration: AppConfiguration) -> ProcessSpec {
        let user = configuration.common.user
        let secrets =
            purpose == .collectstatic
            ? ChildEnvironment.withoutSuperuserPassword(configuration.secretsFromFiles) : configuration.secretsFromFiles
        return ProcessSpec(
            purpose == .serve ? "bootstrap" : "\(purpose)", "python3",
            [path(configuration.common.layout)] + flags(purpose, configuration),
            environment: secrets + ProcessSpec.home(of: user), inherits: .nonEmpty, user: user,
            privileges: .confined(to: user))
    }

    private static func flags(_ purpose: Purpose, _ configuration: AppConfiguration) -> [String] {
        let bootstrap = configuration.bootstrap
        let wait = ["--wait", String(bootstrap.databaseWait)]
        let start = ["--start-timeout", String(bootstrap.startTimeout)]
        let noWait = ["--database-timeout", String(bootstrap.databaseWait)]
        let superuser = bootstrap.makesSuperuser ? ["--superuser"] : []
        switch purpose {
        case .collectstatic: return start + noWait + ["--collectstatic"]
        case .migrate: return start + wait + ["--migrate"] + superuser + configuration.hooks.flags
        case .serve:
            var flags = start + ["--check-gunicorn"]
            if configuration.celery.worker || configuration.celery.beat { flags.append("--check-celery") }
            flags += bootstrap.migrates || bootstrap.makesSuperuser ? wait : noWait
            if bootstrap.migrates { flags.append("--migrate") }
            if bootstrap.collectsStatic { flags.append("--collectstatic") }
            return flags + superuser + configuration.hooks.flags + ["--"] + configuration.gunicorn.arguments
        }
    }
}
