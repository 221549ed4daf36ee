import Launch
import Settings

/// The Nginx that `proxy` runs, and `app-runner` in the single shape: the same process under either parent.
package enum NginxProcess {
    package static let name = ProcessName.nginx

    /// Nginx in the foreground with the tree that `proxy render` has put in place.
    ///
    /// SIGQUIT drains: no new connections, requests in flight are finished. SIGTERM cuts them (nginx(8)).
    ///
    /// It takes the sockets that we bind as those of an old binary that it replaces (`NGINX`, ngx_add_inherited_sockets in
    /// src/core/nginx.c), and opens by itself whatever else its files name. Workers whose master was killed keep
    /// serving, so they get the graceful stop signal.
    package static func spec(_ configuration: ProxyConfiguration) -> ProcessSpec {
        let layout = configuration.layout
        var spec = ProcessSpec(
            name, "nginx",
            ["-e", "stderr", "-c", layout.nginxConfiguration + "/nginx.conf", "-g", "daemon off;"],
            environment: [inherited(configuration.listeners)],
            inherits: NginxEnvironment.server(configuration.environmentNames), privileges: .noNew,
            stop: StopPolicy(signal: .quit, escalation: .term, stage: 0),
            forwards: [.hup: .hup, .usr1: .usr1])
        spec.programOwner = .root
        spec.listeners = configuration.listeners
        spec.pidfile = layout.nginxPidfile
        spec.orphans = .drained(by: .quit)
        return spec
    }

    /// Without listeners the variable must not be there: whatever it says, Nginx would look for sockets.
    private static func inherited(_ listeners: [ListenerSpec]) -> EnvironmentChange {
        let numbers = listeners.indices.map { "\(ProcessSpec.firstDescriptor + Int32($0));" }.joined()
        return EnvironmentChange("NGINX", listeners.isEmpty ? .removed : .plain(numbers), origin: "our listeners")
    }

    /// Renders the tree, has Nginx test it, and puts it in place; what a start and a reload do first.
    ///
    /// - Parameter isTrial: another run follows before Nginx starts, so this one only says what is wrong.
    package static func renderStep(
        proxy: String, _ configuration: ProxyConfiguration, isTrial: Bool = false
    ) -> ProcessSpec {
        var spec = ProcessSpec(
            isTrial ? "nginx configuration check" : "nginx configuration", proxy,
            isTrial ? ["render", "--quiet"] : ["render"],
            environment: configuration.settingsFromFiles + [inherited([])],
            inherits: NginxEnvironment.render(configuration.environmentNames), privileges: .noNew)
        // It stays root. By its path it is the program beside this one; else it is looked for in PATH.
        if !proxy.contains("/") { spec.programOwner = .root }
        return spec
    }

    /// Load balancers notice first, then Nginx accepts the connections that have begun. Both times of the second gate are
    /// Nginx's: within 0.3 s the third packet of a connection is there, and accepting takes milliseconds, unless it hangs.
    private static func gates(_ configuration: ProxyConfiguration) -> [StopGate] {
        [
            .delay(
                DelayGate(
                    seconds: Double(configuration.drainDelay), flag: configuration.layout.drainFlag,
                    announcement: "draining: /readyz answers 503", variable: ProxySettings.drainDelay.name)),
            .listeners(ListenerGate(process: name, listeners: .tcp, handshake: 0.3, timeout: .seconds(2))),
        ]
    }

    /// The folders that Nginx needs, and the files of an earlier run that it cannot start with.
    package static func prepare(_ plan: inout LaunchPlan, _ configuration: ProxyConfiguration) {
        let layout = configuration.layout
        if let warning = configuration.trustedProxies.warning { plan.warnings.append(warning) }
        plan.notes += configuration.clients.notes
        plan.shutdown.gates += gates(configuration)
        plan.directories += [DirectorySpec(layout.nginxDirectory)]
        plan.pidfiles += [layout.nginxPidfile, layout.nginxMasterPidfile].map { PidfileSpec($0, program: name) }
        plan.obsoleteFiles.append(layout.drainFlag)
    }
}
