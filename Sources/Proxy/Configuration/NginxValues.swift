import Shared

/// The values of the templates' placeholders: typed settings in, text that Nginx reads out.
///
/// Every value is a number, a checked word or a checked path (`Parsers`), so nothing from the environment can end a
/// directive or open a block.
enum NginxValues {
    static func make(_ configuration: ProxyConfiguration) -> [String: String] {
        let layout = configuration.layout
        return [
            "app_dir": layout.app,
            "socket_path": layout.gunicornSocket,
            "nginx_dir": layout.nginxDirectory,
            "pid_path": layout.nginxPidfile,
            "user_directive": configuration.user.map { "user \($0.name);" } ?? "",
            "worker_processes": configuration.workerProcesses == 0 ? "auto" : "\(configuration.workerProcesses)",
            "worker_connections": "\(configuration.workerConnections)",
            "worker_rlimit_nofile": "\(configuration.openFiles)",
            "port": "\(configuration.port)",
            "status_port": "\(configuration.statusPort)",
            "client_max_body_size": configuration.clientMaxBodySize,
            "proxy_read_timeout": "\(configuration.readTimeout)s",
            "keepalive_timeout": "\(configuration.keepaliveTimeout)s",
            "listen_ipv6": ipv6(configuration.port, configuration),
            "status_listen_ipv6": ipv6(configuration.statusPort, configuration),
            "retry_after": "\(configuration.retryAfter)",
            "health_path": configuration.healthPath,
            "drain_flag": layout.drainFlag,
            "health_host": configuration.healthHost,
            "error_log_level": errorLogLevel(configuration.logLevel),
        ]
    }

    /// Nginx's `info` tells of every client that goes away, so it is for debugging.
    private static func errorLogLevel(_ threshold: LogThreshold) -> String {
        switch threshold {
        case .debug: "info"
        case .info, .warning: "warn"
        case .error: "error"
        }
    }

    private static func ipv6(_ port: Int, _ configuration: ProxyConfiguration) -> String {
        configuration.hasIPv6 ? "listen [::]:\(port);" : ""
    }
}
