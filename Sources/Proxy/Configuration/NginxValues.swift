import Launch
import Settings

/// The values of the templates' placeholders: typed settings in, text that Nginx reads out.
///
/// Every value is a number, a checked word or a checked path (`Parsers`), so nothing from the environment can end a
/// directive or open a block.
enum NginxValues {
    static func make(_ configuration: ProxyConfiguration, _ site: Site = .contract) -> [String: String] {
        process(configuration).merging(SiteValues.make(site, configuration)) { $1 }
    }

    private static func process(_ configuration: ProxyConfiguration) -> [String: String] {
        let layout = configuration.layout
        return [
            "app_dir": layout.app,
            "socket_path": layout.gunicornSocket,
            "nginx_dir": layout.nginxDirectory,
            "pid_path": layout.nginxMasterPidfile,
            "user_directive": configuration.user.map { "user \($0.name);" } ?? "",
            "worker_processes": configuration.workerProcesses == 0 ? "auto" : "\(configuration.workerProcesses)",
            "worker_connections": "\(configuration.workerConnections)",
            "worker_rlimit_nofile": "\(configuration.openFiles)",
            "listen": listen(configuration.port, configuration.addresses),
            "status_listen": listen(configuration.statusPort, configuration.statusAddresses),
            "client_max_body_size": configuration.clientMaxBodySize,
            "proxy_read_timeout": "\(configuration.readTimeout)s",
            "keepalive_timeout": "\(configuration.keepaliveTimeout)s",
            "forwarded_for": configuration.trustedProxies == .everyone ? "$proxy_add_x_forwarded_for" : "$remote_addr",
            "trusted_proxies_geo": lines(configuration.trustedProxies.networks.map { "    \($0) 1;" }),
            "set_real_ip_from": lines(configuration.trustedProxies.networks.map { "set_real_ip_from \($0);" }),
            "wait_for_gunicorn": configuration.upstreamWait == 0 ? "" : "set $gunicorn_unreached @unreached_1;",
            "pause_1": pause(1, configuration),
            "pause_2": pause(2, configuration),
            "pause_3": pause(3, configuration),
            "pause_4": pause(4, configuration),
            "crowded": atLeast(configuration.workerConnections * max(1, configuration.workerProcesses) / 2),
            // A word of Content-Disposition, or Nginx's empty string.
            "media_page": configuration.mediaInline ? "\"\"" : "attachment",
            "retry_after": "\(configuration.retryAfter)",
            "health_path": configuration.healthPath,
            "drain_flag": layout.drainFlag,
            "health_host": configuration.healthHost,
            "client_connection_limit": ClientLimitValues.limit(configuration.clients),
            "client_worker": ClientLimitValues.worker(processes: configuration.workerProcesses),
            "client_zone_size": "\(configuration.clients.zoneKilobytes)",
            "load_client_guard": ClientLimitValues.loadModule(configuration.clients),
            "client_guard": ClientLimitValues.guardDirectives(
                configuration.clients, statusPort: configuration.statusPort),
            "error_log_level": errorLogLevel(configuration.logLevel),
        ]
    }

    /// Lines in the place of a placeholder, which stands behind the indentation of the first.
    private static func lines(_ lines: [String]) -> String {
        String(lines.joined(separator: "\n").trimmingPrefix { $0 == " " })
    }

    /// Nginx's `info` reports each client that disconnects, so it is for debugging.
    private static func errorLogLevel(_ threshold: LogThreshold) -> String {
        switch threshold {
        case .debug: "info"
        case .info, .warning: "warn"
        case .error: "error"
        }
    }

    /// The pauses are one to four tenths of the whole: the longer a request has waited, the less a moment more matters.
    private static func pause(_ number: Int, _ configuration: ProxyConfiguration) -> String {
        "\(configuration.upstreamWait * number * 100)ms"
    }

    /// An expression for numbers of that size; Nginx compares text only. The number is rounded down to its first digit.
    static func atLeast(_ number: Int) -> String {
        let digits = String(number)
        return "^(?:[\(digits.prefix(1))-9][0-9]{\(digits.count - 1)}|[0-9]{\(digits.count + 1),})$"
    }

    /// A directive for each address.
    private static func listen(_ port: Int, _ addresses: [IPAddress]) -> String {
        addresses.map { "listen \(ListenerSpec(port: port, address: $0).text);" }
            .joined(separator: "\n    ")
    }
}
