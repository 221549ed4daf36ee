import Runner
import Settings

/// Makes a `Site` of the site file's lines. The file is the project's user's: each value is checked, and a refused one costs its
/// own part only.
struct SiteReader {
    private(set) var warnings: [String] = []
    private let judge: FolderJudge

    init(judge: FolderJudge) {
        self.judge = judge
    }

    /// - Parameter names: reads the file of immutable names.
    mutating func site(
        _ text: String, names: () -> Result<[UInt8], EnvironmentSource.FileProblem>
    ) -> Site {
        let lines = StateLines(text)
        guard lines.text("version") == "1" else {
            warn("version", "it is not 1; serves the default folders, as without the file")
            return .contract
        }
        var site = Site.contract
        site.missing = missing(lines)
        site.staticFiles = part("static", lines, url: Site.staticURL, .files)
        site.media = part("media", lines, url: Site.mediaURL, .uploads)
        if let media = site.media, media.url == site.staticFiles?.url {
            warn("media_url", "it is the same as static_url; serves no media")
            site.media = nil
        }
        addPrefix(prefix(lines), to: &site)
        if let root = lines.text("site_root"), case .served(let folder)? = folder("site_root", root, .files) {
            site.rootFiles = folder
        }
        if site.staticFiles != nil, lines.count("immutable") > 0 { site.immutable = immutable(names()) }
        return site
    }

    private mutating func missing(_ lines: StateLines) -> Site.Missing {
        switch lines.text("static_missing") {
        case "application": return .application
        case "not-found", nil: return .notFound
        default:
            warn("static_missing", "it is neither application nor not-found; answers 404")
            return .notFound
        }
    }

    /// nil: there is no location. A refused value is not replaced by other content.
    private mutating func part(_ name: String, _ lines: StateLines, url: String, _ kind: FolderJudge.Kind) -> Site.Part?
    {
        var part = Site.Part(url: url)
        if let text = lines.text(name + "_url") {
            if text == "none" { return name == "static" ? pulled(lines) : nil }
            if let reason = SiteURL.refusal(of: text) {
                warn(name + "_url", "it \(reason); serves none of these files")
                return nil
            }
            part.url = text
        }
        guard let root = lines.text(name + "_root") else { return part }
        switch folder(name + "_root", root, kind) {
        case .served(let folder)?: part.folder = folder
        case nil: return nil
        case .absent?, .refused?: break
        }
        return part
    }

    /// STATIC_URL is on another host. A CDN that fetches from this site asks for the contract's URL, where STATIC_ROOT is one of
    /// the contract's folders.
    private func pulled(_ lines: StateLines) -> Site.Part? {
        guard let root = lines.text("static_root"), case .served(let folder) = judge.judge(root, .files) else {
            return nil
        }
        let folders = judge.layout.staticDirectories.map { judge.disk.resolve($0) ?? $0 }
        return folders.contains(folder.path) ? Site.Part(url: Site.staticURL, folder: folder) : nil
    }

    /// The path that the site is below, without a slash at its end.
    private mutating func prefix(_ lines: StateLines) -> String? {
        guard let text = lines.text("script_name") else { return nil }
        guard let reason = SiteURL.refusal(of: text + "/") else { return text }
        warn("script_name", "it \(reason); serves files at one URL only")
        return nil
    }

    /// Each part has two URLs below a prefix, unless the second one is another part's.
    private func addPrefix(_ prefix: String?, to site: inout Site) {
        guard let prefix else { return }
        let urls = [site.staticFiles?.url, site.media?.url].compactMap(\.self)
        let (first, second) = (site.staticFiles?.url, site.media?.url)
        let other = (first.flatMap { Self.other($0, prefix) }, second.flatMap { Self.other($0, prefix) })
        if let url = other.0, !urls.contains(url) { site.staticFiles?.otherURL = url }
        if let url = other.1, !urls.contains(url), url != other.0 { site.media?.otherURL = url }
    }

    /// A URL without the prefix, or with it; nil when that is none.
    private static func other(_ url: String, _ prefix: String) -> String? {
        let other = url.hasPrefix(prefix + "/") ? String(url.dropFirst(prefix.count)) : prefix + url
        return SiteURL.refusal(of: other) == nil ? other : nil
    }

    /// nil when it is refused.
    private mutating func folder(_ key: String, _ path: String, _ kind: FolderJudge.Kind) -> FolderJudge.Verdict? {
        let verdict = judge.judge(path, kind)
        guard case .refused(let reason) = verdict else { return verdict }
        warn(key, "it \(reason); serves none of these files")
        return nil
    }

    private mutating func immutable(_ contents: Result<[UInt8], EnvironmentSource.FileProblem>) -> [String] {
        switch contents {
        case .failure(let problem):
            warn("immutable", "cannot read the names: \(problem.reason); uses the pattern of names")
            return []
        case .success(let bytes):
            let (names, refused) = ImmutableNames.parse(bytes)
            if refused > 0 { warn("immutable", "\(refused) names are not valid; ignores them") }
            return names
        }
    }

    private mutating func warn(_ key: String, _ reason: String) {
        warnings.append("cannot use \(key) of \(judge.layout.siteFile): \(reason)")
    }
}
