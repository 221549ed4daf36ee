/// Our Nginx files, embedded in the binary; `Templates/` holds them as the real files that they are.
enum Templates {
    /// Path below the configuration folder -> text with placeholders.
    static let all: [(name: String, text: String)] = [
        ("nginx.conf", PackageResources.nginx_conf),
        ("mime.types", PackageResources.mime_types),
        ("access_log.conf", PackageResources.access_log_conf),
        ("starting.html", PackageResources.starting_html),
        ("conf.d/django.conf", PackageResources.django_conf),
        ("conf.d/status.conf", PackageResources.status_conf),
        ("conf.d/django.conf.d/upstream.conf", PackageResources.upstream_conf),
        ("conf.d/django.conf.d/gunicorn.conf", PackageResources.gunicorn_conf),
        ("conf.d/django.conf.d/gunicorn.d/trusted_headers.conf", PackageResources.trusted_headers_conf),
        ("conf.d/django.conf.d/media_headers.conf", PackageResources.media_headers_conf),
        ("conf.d/django.conf.d/site_root.conf", PackageResources.site_root_conf),
        ("conf.d/django.conf.d/static_headers.conf", PackageResources.static_headers_conf),
        ("conf.d/django.conf.d/locations/media.conf", PackageResources.media_conf),
        ("conf.d/django.conf.d/locations/media_prefix.conf", PackageResources.media_prefix_conf),
        ("conf.d/django.conf.d/locations/real_ip.conf", PackageResources.real_ip_conf),
        ("conf.d/django.conf.d/locations/root.conf", PackageResources.root_conf),
        ("conf.d/django.conf.d/locations/root_files.conf", PackageResources.root_files_conf),
        ("conf.d/django.conf.d/locations/static.conf", PackageResources.static_conf),
        ("conf.d/django.conf.d/locations/static_prefix.conf", PackageResources.static_prefix_conf),
        ("conf.d/django.conf.d/locations/too_many_connections.conf", PackageResources.too_many_connections_conf),
        ("conf.d/django.conf.d/locations/unavailable.conf", PackageResources.unavailable_conf),
        ("conf.d/django.conf.d/maps/client_key.conf", PackageResources.client_key_conf),
        ("conf.d/django.conf.d/maps/connection_upgrade.conf", PackageResources.connection_upgrade_conf),
        ("conf.d/django.conf.d/maps/forwarded_headers.conf", PackageResources.forwarded_headers_conf),
        ("conf.d/django.conf.d/maps/hidden_names.conf", PackageResources.hidden_names_conf),
        ("conf.d/django.conf.d/maps/host.conf", PackageResources.host_conf),
        ("conf.d/django.conf.d/maps/media_pages.conf", PackageResources.media_pages_conf),
        ("conf.d/django.conf.d/maps/nosniff.conf", PackageResources.nosniff_conf),
        ("conf.d/django.conf.d/maps/root_file.conf", PackageResources.root_file_conf),
        ("conf.d/django.conf.d/maps/site_names.conf", PackageResources.site_names_conf),
        ("conf.d/django.conf.d/maps/static_cache_control.conf", PackageResources.static_cache_control_conf),
        ("conf.d/django.conf.d/maps/static_immutable.conf", PackageResources.static_immutable_conf),
        ("conf.d/django.conf.d/maps/trusted_proxies.conf", PackageResources.trusted_proxies_conf),
        ("conf.d/django.conf.d/maps/upgrade.conf", PackageResources.upgrade_conf),
        ("conf.d/django.conf.d/maps/vary.conf", PackageResources.vary_conf),
    ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

    /// The files that are in the tree of a configuration: an optional feature is a file that is there or not.
    static func names(_ configuration: ProxyConfiguration, _ site: Site = .contract) -> Set<String> {
        var names = Set(all.map(\.name))
        if configuration.trustedProxies == .everyone { names.subtract(trustedProxiesOnly) }
        if site.staticFiles == nil { names.remove("conf.d/django.conf.d/locations/static.conf") }
        if site.media == nil { names.remove("conf.d/django.conf.d/locations/media.conf") }
        if site.staticFiles?.otherURL == nil { names.remove("conf.d/django.conf.d/locations/static_prefix.conf") }
        if site.media?.otherURL == nil { names.remove("conf.d/django.conf.d/locations/media_prefix.conf") }
        if site.rootFiles == nil { names.subtract(rootFilesOnly) }
        if site.immutable.isEmpty { names.remove("conf.d/django.conf.d/maps/static_immutable.conf") }
        return names
    }

    /// What serves files at the root of the site.
    static let rootFilesOnly = [
        "conf.d/django.conf.d/locations/root_files.conf", "conf.d/django.conf.d/maps/root_file.conf",
        "conf.d/django.conf.d/site_root.conf",
    ]

    /// What makes Nginx believe some proxies and no other clients.
    static let trustedProxiesOnly = [
        "conf.d/django.conf.d/gunicorn.d/trusted_headers.conf", "conf.d/django.conf.d/locations/real_ip.conf",
        "conf.d/django.conf.d/maps/forwarded_headers.conf",
    ]
}
