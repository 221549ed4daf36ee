import Shared

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
        // Hashed files first, staticfiles.json last: a page that is switched finds what it asks for.
        files = found.values.sorted { first, second in
            let order = { (file: File) in HashedName.isHashed(file.path) ? 0 : file.path == "staticfiles.json" ? 2 : 1 }
            return (order(first), first.path) < (order(second), second.path)
        }
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
            throw PlanFailure("cannot read \(folder): folders are nested too deeply; is a link going round?")
        }
        for name in names {
            let source = folder + "/" + name
            let path = prefix + name
            if FileTree.isDirectory(source) {
                try walk(source, below: path + "/", depth: depth + 1, into: &found)
            } else if found[path] == nil {
                guard let size = FileTree.regularFileSize(source) else {
                    throw PlanFailure(
                        "cannot publish \(source): it is no file that can be read (a broken link?)", status: .failure)
                }
                found[path] = File(path: path, source: source, size: size)
            }
        }
    }
}
