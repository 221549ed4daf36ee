import Settings

/// What one client may hold of Nginx, and for how long.
package struct ClientLimits: Sendable, Equatable {
    /// Requests in progress of one address, over all workers; 0 is no limit. The rest is answered 429.
    package let requests: Int
    /// Connections of one address in any state, in each worker; 0 is no limit. Only the module counts these.
    package let connections: Int
    /// The shared memory that counts requests, in units of 1024 bytes.
    package let zoneKilobytes: Int
    /// Bytes a second; 0 is no limit.
    package let bodyMinRate: Int
    /// Seconds.
    package let bodyGrace: Int
    /// Seconds; 0 is no limit.
    package let bodyTimeout: Int
    /// The module's path; nil where it is not installed.
    package let module: String?
    /// Networks whose addresses are not counted.
    package let trustedProxies: [String]

    /// - Parameters:
    ///   - workers: 0 stands for `auto`, which counts as one.
    ///   - bodySize: the largest body, as Nginx writes it.
    package init(
        reading reader: inout SettingsReader, host: HostProbe, workers: Int, workerConnections: Int, bodySize: String,
        trustedProxies: [String] = []
    ) {
        let all = workerConnections * max(1, workers)
        // A proxied request takes two connections: a quarter in requests is half of all.
        let fair = min(all / 4, 65_535)
        requests = reader.read(ProxySettings.clientConnectionLimit) ?? fair
        // As many again may be idle or have no complete header. By default at most half of each worker's connections.
        connections = requests > fair ? 2 * requests : min(2 * requests, workerConnections / 2)
        // Two nodes of 64 bytes for each connection; `auto` may be many workers.
        zoneKilobytes = min(max(1024, all * (workers == 0 ? 64 : 1) / 8), 524_288)
        bodyMinRate = reader.read(ProxySettings.bodyMinRate)
        bodyGrace = reader.read(ProxySettings.bodyGrace)
        bodyTimeout = reader.read(ProxySettings.bodyTimeout) ?? Self.timeout(bodySize)
        self.trustedProxies = trustedProxies
        let asked = reader.read(ProxySettings.clientGuard)
        let path = asked ?? ProxySettings.defaultClientGuard
        module = host.exists(path) ? path : nil
        if asked != nil, module == nil {
            reader.report(
                ProxySettings.clientGuard.name,
                "cannot use \(ProxySettings.clientGuard.name)=\(path): there is no such file; build it with "
                    + "scripts/nginx-module.sh, or unset the variable")
        }
    }

    /// What `plan` shows.
    package var notes: [String] {
        guard module == nil else { return [] }
        return [
            "no Nginx module at \(ProxySettings.defaultClientGuard): request bodies have no minimum rate and no total time, and "
                + "connections count for CLIENT_CONNECTION_LIMIT only from a complete request header on"
        ]
    }

    /// Seconds for a body of the largest size at 32 KiB/s, at least 600; 0, no limit, where the size has none.
    private static func timeout(_ size: String) -> Int {
        let units = ["k": 1024, "m": 1_048_576, "g": 1_073_741_824]
        let unit = size.last.flatMap { units[String($0)] }
        let bytes = (Int(unit == nil ? size : String(size.dropLast())) ?? 0) * (unit ?? 1)
        return bytes == 0 ? 0 : min(max(600, bytes / 32_768), 86_400)
    }
}
