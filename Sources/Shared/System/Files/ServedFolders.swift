import Glibc
import Settings

/// Questions about folders that Nginx serves.
extension FileTree {
    /// The folder's path without links; nil when there is no folder.
    package static func resolvedFolder(_ path: String) -> String? {
        guard let real = realPath(path), isDirectory(real) else { return nil }
        return real
    }

    /// Whether the folder has an entry of the name; a link is one, wherever it leads.
    package static func hasEntry(_ name: String, in folder: String) -> Bool {
        var info = stat()
        return lstat(folder + "/" + name, &info) == 0
    }

    /// Whether the account can enter the folder; true without the right to ask. Needs no other thread.
    package static func isOpen(_ folder: String, to account: Account) -> Bool {
        AccountAccess.perform(as: account) { faccessat(AT_FDCWD, folder, X_OK, AT_EACCESS) == 0 } ?? true
    }

    /// The deepest folder on the path that only root can change, or without root this process's own user too. No other user can
    /// put a link in its place or in the place of a folder above it; below it one can.
    ///
    /// - Parameter path: absolute, without links.
    package static func firmFolder(above path: String) -> String {
        var firm = "/"
        for part in Paths.parts(of: path) {
            let next = firm == "/" ? "/" + part : firm + "/" + part
            var info = stat()
            guard lstat(next, &info) == 0, info.st_mode & S_IFMT == S_IFDIR,
                info.st_uid == 0 || info.st_uid == geteuid()
            else { return firm }
            // In a folder with the sticky bit another user can make entries, but not replace those of root's.
            guard info.st_mode & 0o022 == 0 || info.st_mode & S_ISVTX != 0 else { return firm }
            firm = next
        }
        return firm
    }
}
