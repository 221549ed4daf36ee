import CLinux
import Glibc
import Launch
import Settings

/// A folder that is held open, so that what is done inside it by name cannot be led elsewhere.
///
/// As root, no link is followed that another user can plant: a symbolic link on the way counts only when it belongs to
/// root and lies in a folder that only root can change. Without root, paths mean what they mean to every program.
package final class SecureFolder {
    /// Opened with O_PATH: good for the `…at` calls (openat(2)), which need no permission to list the folder.
    let descriptor: Int32
    let path: String

    private init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens a folder; nil when it is not there.
    ///
    /// - Parameter making: make it and its parents (755) where they are missing.
    /// - Throws: status 78 when a link on the way cannot be trusted, or something else is in the place of a folder.
    package static func open(_ path: String, making: Bool = false) throws(PlanFailure) -> SecureFolder? {
        let path = FileTree.absolute(path)
        var walk = FolderPath(path, trustsAllLinks: geteuid() != 0)
        return try walk.open(making: making).map { SecureFolder($0, path) }
    }

    /// The folder that a file lies in, and the file's name in it.
    static func parent(of path: String) throws(PlanFailure) -> (folder: SecureFolder, name: String)? {
        let parts = Paths.parts(of: FileTree.absolute(path))
        guard let name = parts.last else { return nil }
        return try open(Paths.joined(parts.dropLast())).map { ($0, name) }
    }

    /// Where a link in the folder points; nil when there is none.
    ///
    /// - Throws: status 78 when a user other than root can change it.
    func target(ofLink name: String) throws(PlanFailure) -> String? {
        let link = openat(descriptor, name, linux_o_path | O_NOFOLLOW | O_CLOEXEC)
        guard link >= 0 else { return nil }
        defer { close(link) }
        var info = stat()
        guard fstat(link, &info) == 0, info.st_mode & S_IFMT == S_IFLNK else { return nil }
        guard info.st_uid == 0, FolderPath.isRootsAlone(descriptor) else {
            throw FolderPath.distrust(path + "/" + name, info)
        }
        return FolderPath.target(of: link)
    }

    /// The folder's own owner, mode and number.
    var information: stat {
        var info = stat()
        fstat(descriptor, &info)
        return info
    }

    /// Status 78 unless the folder belongs to root or to the account: another user would decide what is in it.
    func requireOwner(_ owner: Account?) throws(PlanFailure) {
        guard geteuid() == 0 else { return }
        let uid = information.st_uid
        guard uid != 0, uid != owner?.uid else { return }
        let expected = owner.flatMap { $0.uid == 0 ? nil : "root or \($0.name)" } ?? "root"
        throw PlanFailure(
            "cannot trust folder \(path): it belongs to uid \(uid), and not to \(expected); "
                + "remove it, or give it to \(owner?.name ?? "root")", status: .configuration)
    }

    /// As root: an empty folder of the account becomes the owner's (nil: root's), mode 755.
    ///
    /// It is checked again once the account can no longer write there, and given back when it is not empty.
    func takeOverIfEmpty(from account: Account, for owner: Account?) {
        let before = information
        guard geteuid() == 0, before.st_uid == account.uid, isEmpty else { return }
        fchownat(descriptor, ".", 0, 0, 0)
        setMode(0o755)
        if isEmpty { return give(to: owner) }
        setMode(before.st_mode & 0o7777)
        fchownat(descriptor, ".", before.st_uid, before.st_gid, 0)
    }

    /// False also for a folder that cannot be listed.
    private var isEmpty: Bool {
        let listing = readable()
        guard listing >= 0 else { return false }
        defer { close(listing) }
        return DirectoryWalk.names(in: listing).isEmpty
    }

    /// As root, for a folder that only root may change: the folder above it must not let the accounts replace it.
    ///
    /// A folder above that all may write to (an emptyDir at `/run`) gets the sticky bit, as /tmp and the image's /run have.
    func protect(from accounts: Set<UInt32>) throws(PlanFailure) {
        guard geteuid() == 0 else { return }
        var above = stat()
        guard fstatat(descriptor, "..", &above, 0) == 0 else { return }
        if above.st_uid != 0, accounts.contains(above.st_uid) {
            throw PlanFailure(
                "cannot trust folder \(path): the folder above it belongs to uid \(above.st_uid), which could replace it; "
                    + "give that folder to root, mode 1777", status: .configuration)
        }
        if above.st_uid == 0, above.st_mode & 0o022 != 0, above.st_mode & S_ISVTX == 0 {
            fchmodat(descriptor, "..", above.st_mode & 0o7777 | S_ISVTX, 0)
        }
    }

    /// As root; a no-op otherwise.
    func give(to owner: Account?) {
        if let owner, geteuid() == 0 { fchownat(descriptor, ".", owner.uid, owner.gid, 0) }
    }

    func setMode(_ mode: UInt32) {
        fchmodat(descriptor, ".", mode, 0)
    }

    var isWritable: Bool { faccessat(descriptor, ".", W_OK, 0) == 0 }

    /// Another descriptor of the folder, for listing and locking. -1 and `errno` when it cannot be read.
    func readable() -> Int32 {
        openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }

    /// Removes a file or link; not an error when it is not there.
    func remove(_ name: String) {
        unlinkat(descriptor, name, 0)
    }

    /// Moves an entry over another one of the same folder, in one step.
    func rename(_ from: String, to name: String) -> Bool {
        renameat(descriptor, from, descriptor, name) == 0
    }

    /// A file that did not exist before: no link and no file of another user's is opened. -1 and `errno` on failure.
    func create(_ name: String, mode: UInt32) -> Int32 {
        openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }

    /// The bytes of a regular file; a link is not one.
    func read(_ name: String, limit: Int) -> Result<[UInt8], EnvironmentSource.FileProblem> {
        BoundedRead.contents(openat(descriptor, name, BoundedRead.flags | O_NOFOLLOW), limit: limit)
    }
}
