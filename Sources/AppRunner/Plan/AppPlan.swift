import Launch
import Proxy
import Settings

/// The plans of `app-runner`: pure functions from a configuration to what is run.
enum AppPlan {
    /// Bootstrap, then Gunicorn, in the single shape with Nginx beside it.
    static func serve(_ configuration: AppConfiguration, _ context: PlanContext) -> LaunchPlan {
        let gunicorn = configuration.gunicorn
        if gunicorn.isInformational { return informational(configuration, context) }
        var plan = base(configuration, context)
        plan.pidfiles = [PidfileSpec(configuration.common.layout.gunicornPidfile, program: "gunicorn")]
        if let warning = gunicorn.bindWarning { plan.warnings.append(warning) }
        plan.obsoleteFiles = [configuration.common.layout.startStatus]
        plan.notes += ProjectNotes.gunicorn(configuration)
        plan.files += GunicornProcess.files(configuration.common.layout)
        if let path = gunicorn.ownConfig {
            plan.files.append(FileSpec(path, contents: PackageResources.gunicorn_config_py))
        }
        if let media = configuration.missingMedia {
            // /app is root's in the image: the project's user could not make it at the first upload. The bootstrap judges the
            // MEDIA_ROOT that the settings name, which may be elsewhere.
            let failure: DirectoryFailure =
                configuration.bootstrap.knowsSettings ? .isLeft : .warns("uploads to it will fail with status 500")
            plan.directories.append(
                DirectorySpec(media, owner: configuration.common.user, ifImpossible: failure))
        }
        if let proxy = configuration.proxy {
            addProxy(proxy, program: configuration.proxyProgram, to: &plan)
        } else {
            plan.shutdown.gates = [GunicornProcess.gate(configuration.common.layout)]
        }
        let knowsSettings = configuration.bootstrap.knowsSettings
        let program = configuration.proxyProgram
        if let proxy = configuration.proxy {
            // First: a file of the user's that Nginx refuses is said before the database is touched.
            plan.steps.append(NginxProcess.renderStep(proxy: program, proxy, isTrial: knowsSettings))
        }
        if configuration.bootstrap.isNeeded || !configuration.hooks.all.isEmpty {
            addHelper(to: &plan, BootstrapStep.spec(.serve, configuration), configuration)
        }
        if knowsSettings, let proxy = configuration.proxy {
            // Again: the helper has written what the project's settings say of static and media files.
            plan.steps.append(NginxProcess.renderStep(proxy: program, proxy))
        }
        if !knowsSettings {
            let layout = configuration.common.layout
            plan.obsoleteFiles += [layout.siteFile, layout.siteImmutable]
        }
        if let target = configuration.publishing.target { PublishStep.prepare(&plan, target, configuration) }
        plan.processes.append(GunicornProcess.spec(configuration))
        EmbeddedCeleryPlan.add(configuration.celery, to: &plan)
        ProcfilePlan.add(configuration, to: &plan)
        plan.processes = plan.processes.map(configuration.restarts.apply)
        plan.state = RunnerStateSpec(.web, layout: configuration.common.layout, celery: configuration.celery.kinds)
        return plan
    }

    /// The one-shot for a Kubernetes Job or a compose service.
    static func migrate(_ configuration: AppConfiguration, _ context: PlanContext) -> LaunchPlan {
        oneShot(.migrate, configuration, context)
    }

    static func collectstatic(_ configuration: AppConfiguration, _ context: PlanContext) -> LaunchPlan {
        oneShot(.collectstatic, configuration, context)
    }

    /// For an init container, or a service that runs before the others.
    static func publishStatic(_ configuration: AppConfiguration, _ context: PlanContext) -> LaunchPlan {
        var plan = LaunchPlan(program: "app-runner", shutdown: shutdown(configuration), context: context)
        plan.passesStatusThrough = true
        if configuration.bootstrap.knowsSettings {
            plan.directories = folders(configuration)
            addHelper(to: &plan, BootstrapStep.spec(.site, configuration), configuration)
        }
        if let target = configuration.publishing.target { PublishStep.prepare(&plan, target, configuration) }
        plan.state = RunnerStateSpec(.oneShot, layout: configuration.common.layout)
        return plan
    }

    private static func oneShot(
        _ purpose: BootstrapStep.Purpose, _ configuration: AppConfiguration, _ context: PlanContext
    ) -> LaunchPlan {
        var plan = base(configuration, context)
        plan.passesStatusThrough = true
        addHelper(to: &plan, BootstrapStep.spec(purpose, configuration), configuration)
        plan.state = RunnerStateSpec(.oneShot, layout: configuration.common.layout)
        return plan
    }

    /// `gunicorn --help` and the like: no bootstrap, no socket.
    private static func informational(_ configuration: AppConfiguration, _ context: PlanContext) -> LaunchPlan {
        var plan = LaunchPlan(program: "app-runner", shutdown: shutdown(configuration), context: context)
        plan.warnings += configuration.project.python.warnings
        plan.notes = configuration.project.notes + ProjectNotes.gunicorn(configuration)
        plan.directories = [DirectorySpec(configuration.common.layout.bootstrapDirectory)]
        plan.files = GunicornProcess.files(configuration.common.layout)
        if let path = configuration.gunicorn.ownConfig {
            plan.files.append(FileSpec(path, contents: PackageResources.gunicorn_config_py))
        }
        plan.passesStatusThrough = true
        plan.processes = [
            ProcessSpec(
                ProcessName.gunicorn, configuration.project.python.interpreter,
                GunicornProcess.arguments(configuration),
                environment: GunicornProcess.environment(configuration), inherits: .nonEmpty,
                user: configuration.common.user, privileges: .confined(to: configuration.common.user))
        ]
        return plan
    }

    private static func base(_ configuration: AppConfiguration, _ context: PlanContext) -> LaunchPlan {
        var plan = LaunchPlan(program: "app-runner", shutdown: shutdown(configuration), context: context)
        plan.warnings += configuration.project.python.warnings
        plan.notes = configuration.project.notes
        plan.directories = folders(configuration)
        if let user = configuration.common.user {
            plan.ownerships = configuration.common.layout.mediaDirectories.map { OwnershipSpec($0, owner: user) }
        }
        return plan
    }

    private static func folders(_ configuration: AppConfiguration) -> [DirectorySpec] {
        let layout = configuration.common.layout
        let user = configuration.common.user
        return [
            DirectorySpec(layout.gunicornDirectory, owner: user, formerOwner: configuration.common.imageOwner),
            DirectorySpec(layout.prometheusDirectory, owner: user),
            DirectorySpec(layout.bootstrapDirectory),
        ]
    }

    private static func addHelper(
        to plan: inout LaunchPlan, _ step: ProcessSpec, _ configuration: AppConfiguration
    ) {
        plan.directories.append(BootstrapStep.directory(configuration.common.layout))
        plan.files += BootstrapStep.files(configuration.common.layout)
        plan.steps.append(step)
        plan.notes += configuration.hooks.notes
        if step.arguments.contains("--collectstatic"), let user = configuration.common.user {
            // /app belongs to root in the image; which of the two STATIC_ROOT is, only the project knows.
            plan.ownerships += configuration.common.layout.staticDirectories.map {
                OwnershipSpec($0, owner: user, create: true)
            }
        }
    }

    private static func addProxy(_ proxy: ProxyConfiguration, program: String, to plan: inout LaunchPlan) {
        NginxProcess.prepare(&plan, proxy)
        plan.ports = proxy.ports
        plan.processes.append(NginxProcess.spec(proxy))
        plan.reload = ReloadSpec(step: NginxProcess.renderStep(proxy: program, proxy), gates: [NginxProcess.name])
    }

    private static func shutdown(_ configuration: AppConfiguration) -> ShutdownPolicy {
        ShutdownPolicy(budget: Double(configuration.common.shutdownTimeout))
    }
}
