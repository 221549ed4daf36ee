import CLinux
import Glibc
import Launch
import Settings

/// Gives whole folders to an account, as volumes that came up root-owned need it.
package enum Ownership {
    /// Chowns the folder and all below it when the folder itself belongs to another user; links are not followed.
    ///
    /// The folder's own owner decides, so that a large volume is walked once and not at every start; it is changed
    /// last, so that an interrupted walk is taken up again.
    ///
    /// A file that has several names (hard links) keeps its owner, as does a device: the account could have made a name
    /// for a file of root's where the kernel lets it (`fs.protected_hardlinks=0`).
    ///
    /// Where the account can rename what is beside the folder, it could have moved another folder of root's to this place: there
    /// only what it can read anyway is given. A mount point cannot be moved to.
    ///
    /// - Returns: what the operator should know: it is mounted read-only, which is a way to serve files that another
    ///   program writes, or files kept their owner.
    @discardableResult
    package static func give(_ spec: OwnershipSpec) throws(PlanFailure) -> String? {
        if spec.create, !FileTree.isDirectory(spec.path) {
            try FileTree.makeDirectory(DirectorySpec(spec.path))
        }
        guard FileTree.isDirectory(spec.path), let folder = try SecureFolder.open(spec.path) else { return nil }
        if folder.information.st_uid == spec.owner.uid { return nil }
        let descriptor = folder.readable()
        guard descriptor >= 0 else { throw failure(spec.path, spec.owner) }
        defer { close(descriptor) }
        let scope: Scope = couldBeMoved(folder, by: spec.owner) ? .readable : .all
        var kept = 0
        var done = true
        for name in DirectoryWalk.names(in: descriptor) where done {
            done = DirectoryWalk.bottomUp(name, in: descriptor) {
                give($0.name, in: $0.parent, to: spec.owner, scope, &kept)
            }
        }
        done = done && give(".".cString, in: descriptor, to: spec.owner, scope, &kept)
        guard done else {
            if errno == EROFS, !spec.create {
                return "\(spec.path) is read-only: the application cannot write there, its files are served"
            }
            throw failure(spec.path, spec.owner)
        }
        guard kept > 0 else { return nil }
        return "\(kept) files in \(spec.path) keep their owner: they are devices, have several names (hard links)"
            + (scope == .all ? "; " : ", or are private in a folder that \(spec.owner.name) could have put there; ")
            + "chown them by hand if they are \(spec.owner.name)'s"
    }

    private enum Scope {
        case all
        /// What the account can read as it is.
        case readable

        func contains(_ info: stat, for owner: Account) -> Bool {
            guard self == .readable, info.st_uid != owner.uid, info.st_mode & S_IFMT != S_IFLNK else { return true }
            let shift: mode_t = owner.groups.contains(info.st_gid) || info.st_gid == owner.gid ? 3 : 0
            let needed: mode_t = info.st_mode & S_IFMT == S_IFDIR ? 0o5 : 0o4
            return info.st_mode >> shift & needed == needed
        }
    }

    /// Whether the account could have renamed a folder to this one's name.
    private static func couldBeMoved(_ folder: SecureFolder, by owner: Account) -> Bool {
        var above = stat()
        guard fstatat(folder.descriptor, "..", &above, 0) == 0, above.st_dev == folder.information.st_dev else {
            return false
        }
        return above.st_uid == owner.uid
    }

    /// One entry, held by a descriptor: it is judged and changed without being looked up twice.
    private static func give(
        _ name: [CChar], in parent: Int32, to owner: Account, _ scope: Scope, _ kept: inout Int
    ) -> Bool {
        let entry = openat(parent, name, linux_o_path | O_NOFOLLOW | O_CLOEXEC)
        guard entry >= 0 else { return errno == ENOENT }
        defer { close(entry) }
        var info = stat()
        guard fstat(entry, &info) == 0 else { return false }
        let kind = info.st_mode & S_IFMT
        let isShared = kind == S_IFCHR || kind == S_IFBLK || kind != S_IFDIR && info.st_nlink > 1
        if info.st_uid != owner.uid, isShared || !scope.contains(info, for: owner) {
            kept += 1
            return true
        }
        return fchownat(entry, "", owner.uid, owner.gid, linux_at_empty_path) == 0
    }

    private static func failure(_ path: String, _ owner: Account) -> PlanFailure {
        PlanFailure(
            "cannot give \(path) to \(owner.name)", code: errno,
            advice: "; mount it writable, or owned by uid \(owner.uid)")
    }
}
