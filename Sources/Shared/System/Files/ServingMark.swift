import CLinux
import Glibc
import Launch

/// How the proxy's container tells the app's, over the folder that they share, whether it serves, drains or is gone.
///
/// Two locks on the folder itself, so that no file has to be written in a folder of another user's: `flock(2)` for as long
/// as the proxy lives, and an open file description lock (fcntl(2)) until it begins to drain. The kernel drops both with
/// the process, however it ends.
package final class ServingMark {
    private let descriptor: Int32

    /// nil when there is no such folder, or its file system knows no locks: then no app waits for this proxy.
    package init?(_ folder: String) {
        // On a host the proxy may start first; in containers it is a volume.
        descriptor = (try? SecureFolder.open(folder, making: true))?.readable() ?? -1
        guard descriptor >= 0, Self.lockShared(descriptor), Self.change(descriptor, Int16(F_RDLCK)) else {
            if descriptor >= 0 { close(descriptor) }
            return nil
        }
    }

    package func beginDraining() {
        _ = Self.change(descriptor, Int16(F_UNLCK))
    }

    deinit {
        close(descriptor)
    }

    /// What the proxy says that shares the folder.
    package static func state(_ folder: String) -> PeerState {
        let descriptor = (try? SecureFolder.open(folder))?.readable() ?? -1
        guard descriptor >= 0 else { return .gone }
        defer { close(descriptor) }
        // A lock that cannot be asked for (ENOLCK, EOPNOTSUPP) is not held.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return .gone }
        var lock = Glibc.flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_len = 1
        guard linux_get_description_lock(descriptor, &lock) == 0 else { return .gone }
        return lock.l_type == Int16(F_UNLCK) ? .draining : .serving
    }

    /// A stopping app asks with an exclusive lock, which it holds for a moment.
    private static func lockShared(_ descriptor: Int32) -> Bool {
        for _ in 0..<20 {
            if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK else { return false }
            usleep(5_000)
        }
        return false
    }

    private static func change(_ descriptor: Int32, _ type: Int16) -> Bool {
        var lock = Glibc.flock()
        lock.l_type = type
        lock.l_len = 1
        return linux_set_description_lock(descriptor, &lock) == 0
    }
}
