/// The directives of `ClientLimits`.
enum ClientLimitValues {
    static func limit(_ limits: ClientLimits) -> String {
        limits.requests == 0 ? "" : "limit_conn clients \(limits.requests);"
    }

    /// What is added to the key of a client. Several workers count together, so they share the key.
    static func worker(processes: Int) -> String {
        processes == 1 ? "/$pid" : ""
    }

    static func loadModule(_ limits: ClientLimits) -> String {
        limits.module.map { "load_module \"\($0)\";" } ?? ""
    }

    /// The directives of the module (Sources/Proxy/Module); without it Nginx does not know them.
    static func guardDirectives(_ limits: ClientLimits, statusPort: Int) -> String {
        guard limits.module != nil else { return "" }
        var lines = [
            "guard_connections \(limits.connections);",
            "guard_exempt_port \(statusPort);",
            "guard_body_min_rate \(limits.bodyMinRate);",
            "guard_body_grace \(limits.bodyGrace)s;",
            "guard_body_timeout \(limits.bodyTimeout)s;",
        ]
        if !limits.trustedProxies.isEmpty {
            lines.append("guard_trusted \(limits.trustedProxies.joined(separator: " "));")
        }
        return lines.joined(separator: "\n    ")
    }
}
