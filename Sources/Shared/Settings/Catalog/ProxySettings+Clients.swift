/// What one client may hold, and for how long.
extension ProxySettings {
    package static let clientConnectionLimit = Setting<Int?>(
        "CLIENT_CONNECTION_LIMIT", program: .proxy, type: "a whole number from 0 to 65535", default: nil,
        shownDefault: "a quarter of Nginx's connections: 4096",
        help:
            "Requests that one address (IPv6: a /64) may have in progress, then 429; 0 is no limit. A proxied request "
            + "takes two connections, so the default is half of all",
        parse: { Parsers.integer($0, in: 0...65_535).map(Optional.some) })
    package static let bodyMinRate = Setting<Int>.integer(
        "NGINX_CLIENT_BODY_MIN_RATE", .proxy, default: 500, in: 0...1_000_000_000,
        help: "Bytes a second that a request body must average, else 408; 0 is no limit. Needs our Nginx module")
    package static let bodyGrace = Setting<Int>.seconds(
        "NGINX_CLIENT_BODY_GRACE", .proxy, default: 10, in: 0...3600,
        help: "Seconds before NGINX_CLIENT_BODY_MIN_RATE counts")
    package static let bodyTimeout = Setting<Int?>(
        "NGINX_CLIENT_BODY_TIMEOUT", program: .proxy, type: "a time in whole seconds from 0 to 86400", default: nil,
        shownDefault: "640 for 20m",
        help:
            "Seconds for the whole of a request body, else 408; 0 is no limit. Unset: the time of the largest body at 32 "
            + "KiB/s, at least 600; no limit where NGINX_CLIENT_MAX_BODY_SIZE is 0. Needs our Nginx module",
        parse: { Parsers.integer($0, in: 0...86_400).map(Optional.some) })
    /// Where the images have the module.
    package static let defaultClientGuard = "/usr/lib/nginx/modules/ngx_http_client_guard_module.so"
    package static let clientGuard = Setting<String?>(
        "NGINX_CLIENT_GUARD", program: .proxy, type: "an absolute path", default: nil,
        shownDefault: defaultClientGuard,
        help:
            "Our Nginx module that limits slow bodies and connections; where the default is missing Nginx runs without",
        parse: { Parsers.path($0).map(Optional.some) })

    static let clients: [SettingDescription] = [
        clientConnectionLimit.description, bodyMinRate.description, bodyGrace.description, bodyTimeout.description,
        clientGuard.description,
    ]
}
