import Launch
import Settings

/// What `proxy run` does: render and test the configuration, then Nginx.
enum ProxyPlan {
    /// - Parameter executable: this program's own path, for the steps that are runs of itself.
    static func make(
        _ configuration: ProxyConfiguration, common: CommonConfiguration, executable: String,
        _ context: PlanContext
    ) -> LaunchPlan {
        var plan = LaunchPlan(
            program: "proxy", shutdown: ShutdownPolicy(budget: Double(common.shutdownTimeout)), context: context)
        NginxProcess.prepare(&plan, configuration)
        plan.servingMark = configuration.layout.gunicornDirectory
        plan.ports = configuration.ports
        let render = NginxProcess.renderStep(proxy: executable, configuration)
        plan.steps = [render]
        plan.processes = [NginxProcess.spec(configuration)]
        // The app's container writes them when this one runs already.
        let watch = WatchSpec(
            [configuration.layout.siteFile, configuration.layout.siteImmutable],
            notice: "site file changed: reloading Nginx")
        plan.reload = ReloadSpec(step: render, gates: [NginxProcess.name], watch: watch)
        return plan
    }
}
