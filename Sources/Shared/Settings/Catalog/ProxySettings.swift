/// Variables that `proxy` reads; in the single shape `app-runner` carries them.
package enum ProxySettings {
    package static let port = Setting<Int>.integer(
        "PORT", .proxy, default: 8000, in: 1...65_535, help: "The port that clients reach")
    package static let statusPort = Setting<Int>.integer(
        "STATUS_PORT", .proxy, default: 8001, in: 1...65_535,
        help: "The port of /livez, /readyz and /metrics; keep it out of the service")
    package static let listenAddress = Setting<ListenAddresses?>(
        "LISTEN_ADDRESS", program: .proxy,
        type: "all, loopback, or IP addresses with commas between, for example 10.0.0.5,::1", default: nil,
        shownDefault: "all in the images; loopback where BOOTSTRAP_RUN_DIR is not /run",
        help: "The addresses of PORT and STATUS_PORT", parse: { ListenAddresses($0).map(Optional.some) })
    package static let user = Setting<String>(
        "NGINX_USER", program: .proxy, type: "the name of a user", default: "nginx", shownDefault: "nginx",
        help: "The user of Nginx's workers when the container starts as root; a member of group django",
        parse: Parsers.accountName)
    package static let workerProcesses = Setting<Int>(
        "NGINX_WORKER_PROCESSES", program: .proxy, type: "a whole number from 1 to 512, or auto", default: 1,
        shownDefault: "1", help: "Nginx worker processes; auto is one for each processor of the host",
        parse: { $0 == "auto" ? 0 : Parsers.integer($0, in: 1...512) })
    package static let workerConnections = Setting<Int>.integer(
        "NGINX_WORKER_CONNECTIONS", .proxy, default: 16_384, in: 64...1_000_000,
        help: "Connections a worker; the limit on open files is set to twice as many where it may be")
    package static let clientMaxBodySize = Setting<String>(
        "NGINX_CLIENT_MAX_BODY_SIZE", program: .proxy,
        type: "a size: digits and an optional k, m or g, for example 20m; 0 is no limit", default: "20m",
        shownDefault: "20m", help: "The largest request body; a larger one is answered 413", parse: Parsers.size)
    package static let readTimeout = Setting<Int>.seconds(
        "NGINX_PROXY_READ_TIMEOUT", .proxy, default: 60, in: 1...86_400,
        help: "Seconds that Gunicorn may be silent in the middle of an answer")
    package static let upstreamWait = Setting<Int>.seconds(
        "NGINX_UPSTREAM_WAIT", .proxy, default: 10, in: 0...60,
        help: "Seconds that a request waits while Gunicorn cannot be reached, before the 503; 0: no wait")
    package static let keepaliveTimeout = Setting<Int>.seconds(
        "NGINX_KEEPALIVE_TIMEOUT", .proxy, default: 65, in: 0...86_400,
        help: "Seconds that an idle client connection is kept open; 0 closes after each answer")
    package static let retryAfter = Setting<Int>.seconds(
        "NGINX_RETRY_AFTER", .proxy, default: 1, in: 1...3600,
        help: "The Retry-After of the 503 that is answered until the application is there")
    package static let mediaInline = Setting<Bool>.toggle(
        "MEDIA_INLINE", .proxy,
        help: "Show HTML, SVG and XML from media as pages of the site; otherwise they are downloads in a sandbox")
    package static let siteRoot = Setting<String?>(
        "SITE_ROOT_DIR", program: .proxy, type: Setting<String>.directoryType, default: nil, shownDefault: "",
        help: "A folder whose files are served at the root of the site, such as favicon.ico and robots.txt; "
            + "it takes the place of the project's WHITENOISE_ROOT",
        parse: { Parsers.path($0).map(Optional.some) })
    package static let healthPath = Setting<String>(
        "HEALTH_PATH", program: .proxy, type: "a URL path that starts with /", default: "/", shownDefault: "/",
        help: "What /readyz asks the application for; any answer below 500 is ready", parse: Parsers.urlPath)
    package static let healthHost = Setting<String>(
        "HEALTH_HOST", program: .proxy, type: "a host name, with a port or without", default: "localhost",
        shownDefault: "localhost",
        help: "The Host of the health request; with our Gunicorn configuration one of ALLOWED_HOSTS takes its place",
        parse: Parsers.hostName)
    /// Every text is taken: `ProxyConfiguration` reports what is wrong with which element.
    package static let trustedProxies = Setting<Result<TrustedProxies, NetworkBlock.Problem>>(
        "TRUSTED_PROXIES", program: .proxy,
        type:
            "addresses and networks (CIDR) separated by commas or blanks, private for all private networks, or none "
            + "alone",
        default: .success(.everyone), shownDefault: "",
        help:
            "The proxies whose X-Forwarded-* headers, request ID and the like are believed, and no others; "
            + "none: no proxy is in front; unset: every client is believed",
        parse: TrustedProxies.parse)
    package static let drainDelay = Setting<Int?>(
        "DRAIN_DELAY", program: .proxy, type: "a time in whole seconds from 0 to 3600", default: nil,
        shownDefault: "a fifth of SHUTDOWN_TIMEOUT, at most 5, in the pod shape; 0 in the single one",
        help:
            "Seconds between \"not ready\" and the stop itself, for load balancers to notice; part of SHUTDOWN_TIMEOUT",
        parse: { Parsers.integer($0, in: 0...3600).map(Optional.some) })

    package static let all: [SettingDescription] = withoutClients + clients

    private static let withoutClients: [SettingDescription] = [
        port.description, statusPort.description, listenAddress.description, user.description,
        workerProcesses.description,
        workerConnections.description, clientMaxBodySize.description, readTimeout.description,
        upstreamWait.description, keepaliveTimeout.description, retryAfter.description, mediaInline.description,
        healthPath.description, healthHost.description, trustedProxies.description, drainDelay.description,
        siteRoot.description,
    ]
}
