/// The values of the templates that depend on what is served. All of it has been judged (`SiteReader`): no value can end a
/// directive.
enum SiteValues {
    static func make(_ site: Site, _ configuration: ProxyConfiguration) -> [String: String] {
        let layout = configuration.layout
        let (staticFiles, media) = (site.staticFiles, site.media)
        let staticLast = last(site.missing, notFound: "@static_not_found", application: "@static_missing")
        let mediaLast = site.missing == .contract ? "=404" : "@media_not_found"
        let root = site.rootFiles ?? Site.ServedFolder(path: layout.app + "/none", firm: "/")
        return [
            "static_url": staticFiles?.url ?? Site.staticURL,
            "static_other_url": staticFiles?.otherURL ?? Site.staticURL,
            "static_pattern": SiteURL.pattern(urls(staticFiles, Site.staticURL)),
            "static_urls": staticURLs(urls(staticFiles, Site.staticURL)),
            "static_folder": staticFiles?.folder?.path ?? layout.staticDirectories[0],
            "static_links": links("if_not_owner", staticFiles?.folder?.firm ?? layout.staticDirectories[0]),
            "static_then": staticFiles?.folder == nil ? "@staticfiles" : staticLast,
            "static_last": staticLast,
            "static_wait": wait(configuration, isSecondRedirect: staticFiles?.folder == nil),
            "media_url": media?.url ?? Site.mediaURL,
            "media_other_url": media?.otherURL ?? Site.mediaURL,
            "media_pattern": SiteURL.pattern(urls(media, Site.mediaURL)),
            "media_folder": media?.folder?.path ?? layout.mediaDirectories[0],
            "media_links": links("on", media?.folder?.firm ?? layout.mediaDirectories[0]),
            "media_then": media?.folder == nil ? "@mediafiles" : mediaLast,
            "media_last": mediaLast,
            "root_files": site.rootFiles == nil ? "" : "include conf.d/django.conf.d/site_root.conf;\n",
            "root_folder": root.path,
            "root_links": links("if_not_owner", root.firm),
            "plain_static_cache_control": site.immutable.isEmpty
                ? "\"max-age=60, public\"" : "$static_cache_control_by_name",
            "immutable_names": site.immutable.map { "\"\($0)\" \"max-age=315360000, public, immutable\";" }
                .joined(separator: "\n    "),
            "map_hash": mapHash(site.immutable.count),
        ]
    }

    private static func last(_ missing: Site.Missing, notFound: String, application: String) -> String {
        switch missing {
        case .contract: "=404"
        case .notFound: notFound
        case .application: application
        }
    }

    private static func links(_ mode: String, _ firm: String) -> String {
        firm == "/" ? "disable_symlinks \(mode);" : "disable_symlinks \(mode) \"from=\(firm)\";"
    }

    /// `/staticfiles/` is where `try_files` found a file of the second folder.
    private static func staticURLs(_ urls: [String]) -> String {
        let contract = "/static(?:files)?/"
        let others = urls.filter { $0 != Site.staticURL }.map { SiteURL.pattern($0) }
        return others.isEmpty ? contract : "(?:\((others + [contract]).joined(separator: "|")))"
    }

    private static func urls(_ part: Site.Part?, _ usual: String) -> [String] {
        [part?.url ?? usual, part?.otherURL].compactMap(\.self)
    }

    /// Nginx follows ten internal redirects of a request (locations/unavailable.conf). After two folders there is room for three
    /// pauses.
    private static func wait(_ configuration: ProxyConfiguration, isSecondRedirect: Bool) -> String {
        if configuration.upstreamWait == 0 { return "" }
        return "set $gunicorn_unreached \(isSecondRedirect ? "@unreached_2" : "@unreached_1");"
    }

    /// Nginx looks for the smallest table whose places hold their names, and takes the largest when there is none. A bucket's
    /// size is a limit, not a cost.
    private static func mapHash(_ count: Int) -> String {
        count == 0 ? "" : "map_hash_max_size \(ImmutableNames.tableSize);\n    map_hash_bucket_size 4096;"
    }
}
