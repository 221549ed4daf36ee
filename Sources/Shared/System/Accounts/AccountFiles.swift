import Glibc
import Settings

/// Files that the project's user can change and that the runner looks into while it reads its configuration: with that user's
/// rights, so that a link of that user's shows nothing that the user cannot read.
enum AccountFiles {
    /// The bytes of a regular file, at most 64 KiB.
    static func read(_ path: String, as account: Account?) -> Result<[UInt8], EnvironmentSource.FileProblem> {
        AccountAccess.perform(as: account) { FileTree.read(path, limit: FileTree.ReadLimit.state) }
            ?? .failure(.init("cannot take the rights of user \(account?.name ?? "")"))
    }

    /// The names in a folder without `.` names, sorted; nil when there is no such folder.
    static func list(
        _ path: String, as account: Account?
    ) -> Result<[FolderEntry]?, EnvironmentSource.FileProblem> {
        AccountAccess.perform(as: account) {
            var info = stat()
            if lstat(path, &info) != 0, errno == ENOENT || errno == ENOTDIR { return .success(nil) }
            return FileTree.list(path).map { names in names.map { FolderEntry($0, kind(path + "/" + $0)) } }
        } ?? .failure(.init("cannot take the rights of user \(account?.name ?? "")"))
    }

    private static func kind(_ path: String) -> FolderEntry.Kind {
        var info = stat()
        guard stat(path, &info) == 0 else { return .brokenLink }
        switch info.st_mode & S_IFMT {
        case S_IFREG: return .file(isExecutable: faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0)
        case S_IFDIR: return .folder
        default: return .other
        }
    }
}
