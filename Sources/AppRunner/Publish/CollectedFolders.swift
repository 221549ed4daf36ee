import Launch
import Runner
import System

/// Where the collected files of this release are: STATIC_ROOT when the settings name a folder that exists, else the
/// contract's folders.
struct CollectedFolders: Equatable {
    let paths: [String]

    /// - Parameters:
    ///   - site: the site file; it was written by the user that this process runs as, which gains nothing by a wrong value.
    ///   - usual: the folders to take when the file names none.
    init(site: String?, usual: [String]) {
        let root = site.flatMap(Self.staticRoot)
        paths = root.map { [$0] } ?? usual
    }

    private static func staticRoot(_ site: String) -> String? {
        guard case .success(let bytes) = FileTree.readOwn(site, limit: FileTree.ReadLimit.state) else { return nil }
        let lines = StateLines(String(decoding: bytes, as: UTF8.self))
        guard lines.text("version") == "1", let root = lines.text("static_root"), root.hasPrefix("/"),
            FileTree.isDirectory(root)
        else { return nil }
        return root
    }

    /// The folders, unless one is inside the target or the other way round: each copy would be copied again. The same folder
    /// will do; collectstatic has then written to the volume itself.
    func apart(from target: String) throws(PlanFailure) -> [String] {
        let volume = FileTree.realPath(target) ?? target
        for path in paths {
            let folder = FileTree.realPath(path) ?? path
            if folder != volume, Self.isInside(folder, volume) || Self.isInside(volume, folder) {
                throw PlanFailure(
                    "cannot publish static files from \(path) to \(target): one is inside the other; set STATIC_PUBLISH_DIR "
                        + "to a folder apart from STATIC_ROOT", status: .configuration)
            }
        }
        return paths
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        path.hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
