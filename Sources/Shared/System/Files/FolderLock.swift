import Glibc
import Launch

/// An exclusive `flock(2)` between processes, in other containers too, that share a folder.
package struct FolderLock {
    /// What is worth a log line while the lock is taken.
    package enum Event: Sendable, Equatable {
        case waits(path: String)
        case cannotLock(path: String, reason: String)

        package var message: String {
            switch self {
            case .waits(let path): "waits for another process that holds \(path)"
            case .cannotLock(let path, let reason): "cannot lock \(path): \(reason); continuing without the lock"
            }
        }
    }

    private let descriptor: Int32
    /// False where the file system knows no locks: then nothing keeps two apart.
    package let isHeld: Bool

    /// Waits for the lock, polling 20 times a second whether a stop was asked for.
    package init(_ path: String, isInterrupted: () -> Bool, tell: (Event) -> Void) throws(PlanFailure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o664)
        guard descriptor >= 0 else { throw PlanFailure("cannot open \(path): \(systemReason())", status: .failure) }
        // For a publisher with another user id; only the owner can, and need, do this.
        fchmod(descriptor, 0o666)
        self.descriptor = descriptor
        var hasTold = false
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                tell(.cannotLock(path: path, reason: systemReason()))
                isHeld = false
                return
            }
            if !hasTold { tell(.waits(path: path)) }
            hasTold = true
            if isInterrupted() {
                close(descriptor)
                throw PlanFailure("cannot lock \(path): stopped by a signal", status: ExitStatus(143))
            }
            usleep(50_000)
        }
        isHeld = true
    }

    package func release() {
        close(descriptor)
    }
}
