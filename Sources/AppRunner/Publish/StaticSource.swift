import Launch
import System

/// The collected files of this release: what `/static/` would be served from.
struct StaticSource {
    struct File: Equatable {
        /// Below the static folder, for example `admin/css/base.css`.
        let path: String
        /// Where it lies.
        let source: String
        /// Bytes.
        let size: Int
    }

    let files: [File]

    /// Deeper than any static folder; ends a loop of symbolic links.
    private static let maximumDepth = 64

    /// Reads the folders that exist. Where two have the same path, the first one's counts, as for Nginx.
    init(folders: [String]) throws(PlanFailure) {
        var found: [String: File] = [:]
        for folder in folders where FileTree.isDirectory(folder) {
            try Self.walk(folder, below: "", depth: 0, into: &found)
        }
        guard !found.isEmpty else {
            throw PlanFailure(
                "cannot publish static files: there are none in \(folders.joined(separator: " or ")); run "
                    + "`django-admin collectstatic` when the image is built, or set RUN_COLLECTSTATIC=1",
                status: .failure)
        }
        files = found.values.sorted { (Self.turn($0.path), $0.path) < (Self.turn($1.path), $1.path) }
    }

    /// Hashed files first, then the others, a manifest last: a page that is switched finds what it asks for. A storage can
    /// give its manifest another name than staticfiles.json, so each JSON file comes late.
    static func turn(_ path: String) -> Int {
        if HashedName.isHashed(path) { return 0 }
        if path == "staticfiles.json" { return 3 }
        return path.hasSuffix(".json") ? 2 : 1
    }

    private static func walk(
        _ folder: String, below prefix: String, depth: Int, into found: inout [String: File]
    ) throws(PlanFailure) {
        let names: [String]
        switch FileTree.list(folder) {
        case .success(let list): names = list
        case .failure(let problem): throw PlanFailure("cannot read \(folder): \(problem.reason)", status: .failure)
        }
        guard depth < maximumDepth else {
            throw PlanFailure(
                "cannot read \(folder): folders are nested too deeply; is there a loop of links?", status: .failure)
        }
        for name in names {
            let source = folder + "/" + name
            let path = prefix + name
            if FileTree.isDirectory(source) {
                try walk(source, below: path + "/", depth: depth + 1, into: &found)
            } else if found[path] == nil {
                guard let size = FileTree.regularFileSize(source) else {
                    throw PlanFailure(
                        "cannot publish \(source): it is not a readable file (a broken link?)", status: .failure)
                }
                found[path] = File(path: path, source: source, size: size)
            }
        }
    }
}
