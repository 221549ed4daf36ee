import Settings

/// Gunicorn's command as the user, the environment and our defaults make it.
struct GunicornConfiguration: Sendable, Equatable {
    /// All arguments, in order.
    let arguments: [String]
    /// Whether Gunicorn listens where the user said, and gets no socket from the runner.
    let bindsItself: Bool
    /// What the operator should know of a `--bind`.
    let bindWarning: String?
    /// The file that we have to write, since neither the user nor `/etc` has one.
    let ownConfig: String?
    /// `--help` and the like: Gunicorn prints and ends, so nothing is bootstrapped.
    let isInformational: Bool
    /// The application that the command or `APP_MODULE` names.
    let application: String?
    /// Where the image's own lies.
    let imageFolder: String

    /// The predecessor's place for a project's own settings.
    static let oldConfig = "/gunicorn_conf.py"

    /// - Parameter nginxPort: Nginx's port in the same container; nil where Nginx is in another.
    init(
        reading reader: inout SettingsReader, layout: Layout, host: HostProbe, arguments: [String],
        nginxPort: Int? = nil
    ) {
        let scan = GunicornArguments(arguments)
        let variable = reader.read(AppSettings.gunicornArguments)
        let fromEnvironment = variable.map { GunicornArguments(ShellWords.split($0)) } ?? GunicornArguments([])
        let module = reader.read(AppSettings.appModule)
        imageFolder = reader.read(AppSettings.gunicornDirectory)
        _ = reader.read(AppSettings.gunicornAccessLogs)
        _ = reader.read(AppSettings.webConcurrency)
        _ = reader.read(AppSettings.prometheusLower)
        _ = reader.read(AppSettings.prometheusUpper)

        var config: [String] = []
        var own: String?
        if !scan.namesConfig, !fromEnvironment.namesConfig {
            if host.exists(Self.oldConfig) {
                config = ["--config", Self.oldConfig]
            } else if host.exists(layout.gunicornConfig) {
                config = ["--config", layout.gunicornConfig]
            } else {
                let path = layout.bootstrapDirectory + "/gunicorn_config.py"
                own = path
                config = ["--config", path]
            }
        }
        ownConfig = own
        isInformational = scan.isInformational
        let bind = GunicornBind(
            command: scan.binds, variable: fromEnvironment.binds, socket: layout.gunicornSocket, nginxPort: nginxPort)
        bindsItself = bind.isItsOwn
        bindWarning = bind.warning
        if !isInformational {
            if let problem = bind.problem { reader.report("--bind", problem) }
            for (isDaemon, place) in [(scan.isDaemon, "the command"), (fromEnvironment.isDaemon, "GUNICORN_CMD_ARGS")]
            where isDaemon {
                reader.report(
                    "--daemon",
                    "cannot run Gunicorn with --daemon (in \(place)): the container would end at once, and nothing would "
                        + "supervise Gunicorn; remove it")
            }
        }
        let named = scan.application == nil ? module.map { [$0] } ?? [] : []
        application = scan.application ?? module
        self.arguments = config + bind.arguments + arguments + named
    }
}
