import Launch
import Settings

/// Everything that the Nginx configuration depends on, read and valid.
///
/// It is read by `proxy`, and by `app-runner` in the single shape, so that all problems are reported at once there too.
package struct ProxyConfiguration: Sendable, Equatable {
    package let layout: Layout
    package let port: Int
    package let statusPort: Int
    /// The user of the workers; nil when Nginx does not start as root.
    package let user: Account?
    /// 0 stands for `auto`.
    package let workerProcesses: Int
    package let workerConnections: Int
    /// The limit on open files that the workers get: a proxied request holds two.
    package let openFiles: Int
    package let clientMaxBodySize: String
    /// Seconds.
    package let readTimeout: Int
    /// Seconds.
    package let upstreamWait: Int
    /// Seconds.
    package let keepaliveTimeout: Int
    /// Seconds.
    package let retryAfter: Int
    /// Whether uploaded HTML, SVG and XML are shown instead of downloaded.
    package let mediaInline: Bool
    /// The operator's folder of files for the root of the site; nil: the project's, if any.
    package let siteRoot: String?
    package let healthPath: String
    package let healthHost: String
    /// Where `PORT` is listened on.
    package let addresses: [IPAddress]
    /// Where `STATUS_PORT` is listened on.
    package let statusAddresses: [IPAddress]
    /// Whose `X-Forwarded-*` headers count.
    package let trustedProxies: TrustedProxies
    /// Seconds.
    package let drainDelay: Int
    package let logLevel: LogThreshold
    /// What one client may hold.
    package let clients: ClientLimits
    /// The sockets that the runner binds for Nginx, and keeps when Nginx dies.
    package let listeners: [ListenerSpec]
    /// Variables that the user's own files name by `env`; Nginx gets them too.
    package let environmentNames: [String]
    /// Settings for `proxy render` that came from `SECRETS_DIR`.
    package let settingsFromFiles: [EnvironmentChange]

    package init(reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe) {
        layout = common.layout
        logLevel = common.logLevel
        port = reader.read(ProxySettings.port)
        statusPort = reader.read(ProxySettings.statusPort)
        if port == statusPort {
            reader.report(
                ProxySettings.statusPort.name,
                "cannot use STATUS_PORT=\(statusPort): PORT is the same; the status port must be another")
        }
        user = CommonConfiguration.account(
            named: reader.read(ProxySettings.user), variable: ProxySettings.user.name, host: host, reader: &reader)
        workerProcesses = reader.read(ProxySettings.workerProcesses)
        let wanted = reader.read(ProxySettings.workerConnections)
        openFiles = min(2 * wanted, max(host.openFileLimit(), 128))
        workerConnections = min(wanted, openFiles / 2)
        if workerConnections < wanted, reader.source.variables[ProxySettings.workerConnections.name]?.isEmpty == false {
            reader.warn(
                "\(ProxySettings.workerConnections.name)=\(wanted) needs \(2 * wanted) open files, but the limit is "
                    + "\(openFiles): uses \(workerConnections)")
        }
        clientMaxBodySize = reader.read(ProxySettings.clientMaxBodySize)
        trustedProxies = Self.trustedProxies(reading: &reader)
        clients = ClientLimits(
            reading: &reader, host: host, workers: workerProcesses, workerConnections: workerConnections,
            bodySize: clientMaxBodySize, trustedProxies: trustedProxies.networks)
        readTimeout = reader.read(ProxySettings.readTimeout)
        upstreamWait = reader.read(ProxySettings.upstreamWait)
        keepaliveTimeout = reader.read(ProxySettings.keepaliveTimeout)
        retryAfter = reader.read(ProxySettings.retryAfter)
        mediaInline = reader.read(ProxySettings.mediaInline)
        siteRoot = Self.siteRoot(reading: &reader, layout: layout)
        healthPath = reader.read(ProxySettings.healthPath)
        healthHost = reader.read(ProxySettings.healthHost)
        let half = common.shutdownTimeout / 2
        let delay = reader.read(ProxySettings.drainDelay)
        drainDelay = delay ?? (common.shape == .pod ? min(5, common.shutdownTimeout / 5) : 0)
        // The stop itself needs time too.
        if let delay, delay > half {
            reader.report(
                ProxySettings.drainDelay.name,
                "cannot use DRAIN_DELAY=\(delay): it may take half of SHUTDOWN_TIMEOUT=\(common.shutdownTimeout), of which it is "
                    + "a part; shorten it, or set a longer SHUTDOWN_TIMEOUT")
        }
        addresses = (reader.read(ProxySettings.listenAddress) ?? .byDefault(in: layout, on: host)).addresses(on: host)
        // `health` asks on loopback.
        let isOnLoopback = addresses.contains(.anyIPv4) || addresses.contains(.loopbackIPv4)
        statusAddresses = isOnLoopback ? addresses : addresses + [.loopbackIPv4]
        environmentNames = NginxEnvironment.names(in: UsersFiles(host: host).texts(below: layout.nginxOverrides))
        settingsFromFiles = NginxEnvironment.fromFiles(reader.source)
        listeners = Self.listeners(
            [(port, addresses, "conf.d/django.conf"), (statusPort, statusAddresses, "conf.d/status.conf")],
            layout: layout, host: host)
    }

    private static func siteRoot(reading reader: inout SettingsReader, layout: Layout) -> String? {
        let setting = ProxySettings.siteRoot
        guard let path = reader.read(setting) else { return nil }
        if let reason = ServedPath.refusal(of: path, layout: layout) {
            reader.report(
                setting.name,
                "cannot use \(setting.name)=\(path): it \(reason); name a folder that holds nothing but files for clients"
            )
        }
        return path
    }

    private static func trustedProxies(reading reader: inout SettingsReader) -> TrustedProxies {
        let setting = ProxySettings.trustedProxies
        switch reader.read(setting) {
        case .success(let proxies): return proxies
        case .failure(let problem):
            let text = reader.source.variables[setting.name, default: ""].escapedForOneLine
            reader.report(
                setting.name,
                "cannot use \(setting.name)=\"\(text)\": it must be \(setting.description.type); \(problem)")
            return .only([])
        }
    }

    /// The runner binds a port if the files that say where Nginx listens are the default ones: a user's own may say
    /// `listen 127.0.0.1:8000`, which Nginx could not bind beside a socket on all addresses.
    private static func listeners(
        _ ports: [(number: Int, addresses: [IPAddress], file: String)], layout: Layout, host: HostProbe
    ) -> [ListenerSpec] {
        let files = UsersFiles(host: host)
        if files.isUsersFile(layout.nginxOverrides + "/nginx.conf") { return [] }
        let ours = ports.filter { !files.isUsersFile(layout.nginxOverrides + "/" + $0.file) }
        return ours.flatMap { port in
            port.addresses.map { ListenerSpec(port: port.number, address: $0) }
        }
    }

    /// The ports that must be free before Nginx starts.
    package var ports: [PortSpec] {
        [
            PortSpec(port, variable: ProxySettings.port.name, addresses: addresses),
            PortSpec(statusPort, variable: ProxySettings.statusPort.name, addresses: statusAddresses),
        ]
    }
}
