import Shared

/// Gunicorn's command as the user, the environment and our defaults make it.
struct GunicornConfiguration: Sendable, Equatable {
    /// All arguments, in order.
    let arguments: [String]
    /// Whether Gunicorn listens where the user said, and gets no socket from us.
    let bindsItself: Bool
    /// The file that we have to write, since neither the user nor `/etc` has one.
    let ownConfig: String?
    /// `--help` and the like: Gunicorn prints and ends, so nothing is bootstrapped.
    let isInformational: Bool

    /// The predecessor's place for a project's own settings.
    static let oldConfig = "/gunicorn_conf.py"

    init(reading reader: inout SettingsReader, layout: Layout, host: HostProbe, arguments: [String]) {
        let scan = GunicornArguments(arguments)
        let variable = reader.read(AppSettings.gunicornArguments)
        let fromEnvironment = variable.map { GunicornArguments(ShellWords.split($0)) } ?? GunicornArguments([])
        let module = reader.read(AppSettings.appModule)
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
        bindsItself = scan.namesBind || fromEnvironment.namesBind
        isInformational = scan.isInformational
        self.arguments = config + arguments + (scan.application == nil ? module.map { [$0] } ?? [] : [])
    }
}
