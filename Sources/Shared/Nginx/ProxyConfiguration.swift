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
    package let healthPath: String
    package let healthHost: String
    package let hasIPv6: Bool
    /// Seconds.
    package let drainDelay: Int
    package let logLevel: LogThreshold
    /// What one client may hold.
    package let clients: ClientLimits
    /// The sockets that the runner binds for Nginx, and keeps when Nginx dies.
    package let listeners: [ListenerSpec]

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
        clients = ClientLimits(
            reading: &reader, host: host, workers: workerProcesses, workerConnections: workerConnections,
            bodySize: clientMaxBodySize)
        readTimeout = reader.read(ProxySettings.readTimeout)
        upstreamWait = reader.read(ProxySettings.upstreamWait)
        keepaliveTimeout = reader.read(ProxySettings.keepaliveTimeout)
        retryAfter = reader.read(ProxySettings.retryAfter)
        healthPath = reader.read(ProxySettings.healthPath)
        healthHost = reader.read(ProxySettings.healthHost)
        let half = common.shutdownTimeout / 2
        let delay = reader.read(ProxySettings.drainDelay)
        drainDelay = delay ?? (common.shape == .pod ? min(5, half) : 0)
        // The stop itself needs time too.
        if let delay, delay > half {
            reader.report(
                ProxySettings.drainDelay.name,
                "cannot use DRAIN_DELAY=\(delay): it may take half of SHUTDOWN_TIMEOUT=\(common.shutdownTimeout), of which it is "
                    + "a part; shorten it, or set a longer SHUTDOWN_TIMEOUT")
        }
        hasIPv6 = host.hasIPv6()
        listeners = Self.listeners(
            [(port, "conf.d/django.conf"), (statusPort, "conf.d/status.conf")], layout: layout, hasIPv6: hasIPv6,
            host: host)
    }

    /// A port is ours to bind as long as the files that say where Nginx listens are ours: a user's own may say
    /// `listen 127.0.0.1:8000`, which Nginx could not bind beside a socket on all addresses.
    private static func listeners(
        _ ports: [(number: Int, file: String)], layout: Layout, hasIPv6: Bool, host: HostProbe
    ) -> [ListenerSpec] {
        if host.isUsersFile(layout.nginxOverrides + "/nginx.conf") { return [] }
        let ours = ports.filter { !host.isUsersFile(layout.nginxOverrides + "/" + $0.file) }
        return ours.flatMap { port in
            (hasIPv6 ? [false, true] : [false]).map { ListenerSpec(port: port.number, isIPv6: $0) }
        }
    }

    /// The ports that must be free before Nginx starts.
    package var ports: [PortSpec] {
        [
            PortSpec(port, variable: ProxySettings.port.name),
            PortSpec(statusPort, variable: ProxySettings.statusPort.name),
        ]
    }
}
