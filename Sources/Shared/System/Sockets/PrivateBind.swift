import CLinux
import Glibc
import Launch
import Settings

/// Binds a Unix socket for an account in a folder that the account can change, as root.
///
/// bind(2) and chown(2) take paths, which the account could lead elsewhere. So the socket is made in a new folder that root
/// alone can enter, gets its mode and owner there, and is then renamed into place. Its address is its name alone, relative
/// to that folder: that is what getsockname(2), and so Gunicorn's log, shows.
enum PrivateBind {
    static func bind(
        _ descriptor: Int32, _ name: String, in folder: SecureFolder, _ spec: SocketSpec, owner: Account
    ) -> Bool {
        guard let address = UnixSocket.address(of: name) else { return false }
        let temporary = ".bind-" + FileTree.uniqueSuffix()
        guard mkdirat(folder.descriptor, temporary, 0o700) == 0 else { return false }
        defer { unlinkat(folder.descriptor, temporary, AT_REMOVEDIR) }
        let own = openat(folder.descriptor, temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard own >= 0 else { return false }
        defer { close(own) }
        guard isRootsAlone(own) else {
            errno = EPERM
            return false
        }
        guard inside(own, { UnixSocket.bind(descriptor, address) }),
            fchmodat(own, name, spec.mode, 0) == 0,
            fchownat(own, name, owner.uid, spec.group ?? owner.gid, AT_SYMLINK_NOFOLLOW) == 0,
            renameat(own, name, folder.descriptor, name) == 0
        else {
            let code = errno
            unlinkat(own, name, 0)
            errno = code
            return false
        }
        return true
    }

    /// The account may have put a folder of its own in the place of the new one.
    private static func isRootsAlone(_ folder: Int32) -> Bool {
        var info = stat()
        return fstat(folder, &info) == 0 && info.st_uid == 0 && info.st_mode & 0o077 == 0
    }

    /// Runs the work in another working directory; this process has one thread.
    private static func inside(_ folder: Int32, _ work: () -> Bool) -> Bool {
        let before = open(".", linux_o_path | O_DIRECTORY | O_CLOEXEC)
        guard before >= 0, fchdir(folder) == 0 else { return false }
        let result = work()
        let code = errno
        fchdir(before)
        close(before)
        errno = code
        return result
    }
}
