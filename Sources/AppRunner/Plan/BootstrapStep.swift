import BootstrapPython
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

    /// The helper's package and its launcher.
    static func files(_ layout: Layout) -> [FileSpec] {
        BootstrapPython.files.map { FileSpec("\(layout.bootstrapDirectory)/\($0.path)", contents: $0.contents) }
    }

    /// The folder of the package, root's as the one above it.
    static func directory(_ layout: Layout) -> DirectorySpec {
        DirectorySpec(layout.bootstrapDirectory + "/django_bootstrap")
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
