import Glibc

/// Gives whole folders to an account, as volumes that came up root-owned need it.
package enum Ownership {
    /// Chowns the folder and all below it when the folder itself belongs to somebody else; links are not followed.
    ///
    /// The folder's own owner decides, so that a large volume is walked once and not at every start; it is changed
    /// last, so that an interrupted walk is taken up again.
    ///
    /// - Returns: a warning when it is mounted read-only, which is a way to serve files that somebody else writes.
    @discardableResult
    package static func give(_ spec: OwnershipSpec) throws(PlanFailure) -> String? {
        if spec.create, !FileTree.isDirectory(spec.path) {
            try FileTree.makeDirectory(DirectorySpec(spec.path))
        }
        var info = stat()
        guard stat(spec.path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else { return nil }
        if info.st_uid == spec.owner.uid { return nil }
        var failed: PlanFailure?
        var warning: String?
        // A final slash: the folder itself, in case the volume is mounted behind a link.
        DirectoryWalk.bottomUp((spec.path + "/.").cString) { path, _ in
            if lchown(path, spec.owner.uid, spec.owner.gid) == 0 || errno == ENOENT { return true }
            if errno == EROFS, !spec.create {
                warning = "\(spec.path) is read-only: the application cannot write there, its files are served"
            } else {
                failed = failure(spec.path, spec.owner)
            }
            return false
        }
        if let failed { throw failed }
        return warning
    }

    private static func failure(_ path: String, _ owner: Account) -> PlanFailure {
        PlanFailure(
            "cannot give \(path) to \(owner.name): \(systemReason()); mount it writable, or owned by uid \(owner.uid)")
    }
}
