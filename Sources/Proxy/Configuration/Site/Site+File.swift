import Settings
import System

extension Site {
    /// What the files say that the bootstrap helper has left in the run folder.
    struct Found {
        var site: Site
        var warnings: [String]
    }

    private enum Limit {
        static let file = 64 << 10
        static let names = 8 << 20
    }

    /// Reads the site file; without it, and when it cannot be read, the contract's folders are served.
    ///
    /// No link is followed, neither here nor on the way: root would read another file for the project's user.
    ///
    /// - Parameter writer: the project's user, as root; nil where its rights cannot be told.
    static func find(
        _ configuration: ProxyConfiguration, writer: Account?, disk: FolderJudge.Disk = .init()
    ) -> Found {
        let layout = configuration.layout
        let judge = FolderJudge(layout: layout, writer: writer, disk: disk)
        var found = Found(site: .contract, warnings: [])
        if !FileTree.identity(layout.siteFile).isEmpty {
            switch FileTree.readOwn(layout.siteFile, limit: Limit.file).map({ String(validating: $0, as: UTF8.self) }) {
            case .failure(let problem): found.warnings = [unusable(layout.siteFile, problem.reason)]
            case .success(nil): found.warnings = [unusable(layout.siteFile, "it is not text in UTF-8")]
            case .success(let text?):
                var reader = SiteReader(judge: judge)
                found.site = reader.site(text) { FileTree.readOwn(layout.siteImmutable, limit: Limit.names) }
                found.warnings = reader.warnings
            }
        }
        if let folder = configuration.siteRoot { found.takeRoot(folder, FolderJudge(layout: layout, disk: disk)) }
        return found
    }

    private static func unusable(_ path: String, _ reason: String) -> String {
        "cannot use \(path): \(reason); serves the default folders, as without the file"
    }
}

extension Site.Found {
    /// The operator's folder stands in for the project's.
    fileprivate mutating func takeRoot(_ path: String, _ judge: FolderJudge) {
        site.rootFiles = nil
        site.rootSetting = ProxySettings.siteRoot.name
        switch judge.judge(path, .files) {
        case .served(let folder): site.rootFiles = folder
        case .absent:
            warnings.append(
                "cannot find folder \(path) of \(site.rootSetting); serves no files at the root of the site")
        case .refused(let reason):
            warnings.append("cannot use \(site.rootSetting): it \(reason); serves no files at the root of the site")
        }
    }
}
