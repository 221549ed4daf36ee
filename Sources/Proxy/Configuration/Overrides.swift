import Launch
import System

/// The files below `/etc/nginx`: the user's replacements of the default files, and files that these may include.
enum Overrides {
    struct File: Equatable {
        /// The path below the configuration folder.
        let path: String
        let contents: [UInt8]
        /// Where it was found.
        let source: String
    }

    struct Found {
        let files: [File]
        /// Those that replace a default file.
        let ours: [String]
    }

    /// Deeper than any sensible tree; ends a loop of symbolic links.
    private static let maximumDepth = 8

    /// Every file below the folder, except unchanged default files; an absent folder has none.
    static func find(in folder: String) throws(PlanFailure) -> Found {
        var files: [File] = []
        try walk(folder, below: "", depth: 0, into: &files)
        let names = Set(Templates.all.map(\.name))
        return Found(files: files, ours: files.filter { names.contains($0.path) }.map(\.source))
    }

    private static func walk(
        _ folder: String, below prefix: String, depth: Int, into files: inout [File]
    ) throws(PlanFailure) {
        guard depth < maximumDepth, case .success(let names) = FileTree.list(folder) else { return }
        for name in names {
            let source = folder + "/" + name
            let path = prefix + name
            if FileTree.isDirectory(source) {
                try walk(source, below: path + "/", depth: depth + 1, into: &files)
                continue
            }
            // A link to /dev/null removes a default file.
            switch FileTree.read(source, limit: FileTree.ReadLimit.configuration, acceptsNull: true) {
            case .success(let contents):
                if !GeneratedMark.isIntact(contents) {
                    files.append(File(path: path, contents: contents, source: source))
                }
            case .failure(let problem):
                // A key that only root can read does not matter here; a replacement of a default file does.
                if Templates.all.contains(where: { $0.name == path }) {
                    throw PlanFailure(
                        "cannot read \(source): \(problem.reason); make it readable, or remove it",
                        status: .configuration)
                }
            }
        }
    }
}
