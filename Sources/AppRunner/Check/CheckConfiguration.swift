import Settings

/// What `check` knows before Python runs: the configuration of `serve`, and what Nginx's container may be told.
struct CheckConfiguration: Sendable, Equatable {
    let app: AppConfiguration
    /// Whose `X-Forwarded-*` headers count: `everyone`, `none`, `some`; `unknown` in a pod, where the proxy's container has the
    /// variable.
    let trustedProxies: String
    let healthHost: String
    /// What the project's Procfile has, beside problems that end the start.
    let procfile: [Diagnostic]

    init(
        reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe, arguments: [String],
        proxyProgram: String
    ) {
        app = AppConfiguration(
            reading: &reader, common: common, host: host, arguments: arguments, serves: true, proxyProgram: proxyProgram
        )
        let isSet = !(reader.source.variables[ProxySettings.trustedProxies.name] ?? "").isEmpty
        if isSet || common.shape == .single, case .success(let proxies) = reader.read(ProxySettings.trustedProxies) {
            switch proxies {
            case .everyone: trustedProxies = "everyone"
            case .only(let networks): trustedProxies = networks.isEmpty ? "none" : "some"
            }
        } else {
            trustedProxies = "unknown"
        }
        healthHost = reader.read(ProxySettings.healthHost)
        procfile = ProcfileFindings.all(
            Procfile.read(common, host), choices: reader.read(AppSettings.procfile), path: common.layout.procfile,
            isSingle: common.shape == .single)
    }

    /// The folder that the temporary one is made in: as root, not one that another user may own.
    static func temporaryParents(_ source: EnvironmentSource, layout: Layout, isRoot: Bool) -> [String] {
        let named = source.variables["TMPDIR"].flatMap { $0.hasPrefix("/") && !isRoot ? $0 : nil }
        return [named, "/tmp", layout.run].compactMap { $0 }
    }

    /// Facts of the report that need no Python.
    var facts: [String: String] {
        [
            "shape": app.common.shape.rawValue, "app_folder": app.common.layout.app,
            "user": app.common.user?.name ?? "", "interpreter": app.project.python.interpreter,
            "interpreter_reason": app.project.python.reason,
        ]
    }

    /// The check that a problem of the configuration belongs to.
    func check(ofProblemWith name: String) -> String {
        if name.hasPrefix(app.common.layout.hooks) { return "hooks" }
        let isProcfile = name == app.common.layout.procfile || name == AppSettings.procfile.name
        return isProcfile ? ProcfileFindings.id : Diagnostic.configuration
    }
}
