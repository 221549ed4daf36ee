/// The user's own Nginx files beside the default ones: which locations they define, and what they omit.
enum UsersLocations {
    private static let folder = "conf.d/django.conf.d/locations/"

    /// A `location` of the user's for the same URL wins, as Nginx takes no second one.
    static func leave(_ site: Site, to overrides: [Overrides.File]) -> (site: Site, notes: [String]) {
        var site = site
        var notes: [String] = []
        for file in overrides where file.path.hasPrefix(folder) || file.path == "conf.d/django.conf" {
            for url in prefixes(in: String(decoding: file.contents, as: UTF8.self)) {
                let isTaken =
                    file.path != folder + "static.conf" && take(url, from: &site.staticFiles)
                    || file.path != folder + "media.conf" && take(url, from: &site.media)
                if isTaken {
                    notes.append("uses location \(url) of \(file.source) instead of the default one")
                }
            }
        }
        // The second URL's file needs what is in the first one's.
        if overrides.contains(where: { $0.path == folder + "static.conf" }) { site.staticFiles?.otherURL = nil }
        if overrides.contains(where: { $0.path == folder + "media.conf" }) { site.media?.otherURL = nil }
        if !site.immutable.isEmpty, let file = overrides.first(where: { $0.path == "nginx.conf" }) {
            // The sizes of Nginx's hash tables are in our file, and a name that does not fit would stop the start.
            site.immutable = []
            notes.append(
                "\(file.source) replaces nginx.conf: names with 12 hex digits are immutable, others of the manifest are not"
            )
        }
        if site.rootFiles != nil, let file = overrides.first(where: { $0.path == folder + "root.conf" }),
            !String(decoding: file.contents, as: UTF8.self).contains("site_root")
        {
            notes.append(
                "\(file.source) does not include conf.d/django.conf.d/site_root*.conf: serves no files at the root of the "
                    + "site")
        }
        return (site, notes)
    }

    /// Leaves the URL out of the part; false when it is none of it.
    private static func take(_ url: String, from part: inout Site.Part?) -> Bool {
        if url == part?.url {
            part = nil
        } else if part != nil, url == part?.otherURL {
            part?.otherURL = nil
        } else {
            return false
        }
        return true
    }

    /// The URLs of `location /url/ {` and `location ^~ /url/ {`.
    static func prefixes(in text: String) -> [String] {
        var words: [Substring] = []
        for line in text.split(whereSeparator: \.isNewline) {
            words += line.prefix { $0 != "#" }.split { $0.isWhitespace || "{};".contains($0) }
        }
        return words.indices.compactMap { index in
            guard words[index] == "location" else { return nil }
            let next = words[(index + 1)...].first { $0 != "^~" } ?? ""
            let url = String(next.filter { $0 != "\"" && $0 != "'" })
            return url.hasPrefix("/") ? url : nil
        }
    }
}
