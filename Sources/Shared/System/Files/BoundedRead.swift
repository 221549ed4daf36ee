import CLinux
import Glibc
import Launch
import Settings

/// Reads files that other users may have made: never waits for a FIFO, and never takes more than a limit.
enum BoundedRead {
    /// A FIFO opens at once (O_NONBLOCK); a terminal does not become the controlling one (O_NOCTTY).
    static let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC

    /// The bytes of a regular file, and closes the descriptor. -1 stands for a failed open(2) with its `errno`.
    ///
    /// What has been read counts, not `st_size`: that is 0 for files of /proc, and a file may grow meanwhile.
    ///
    /// - Parameter acceptsNull: `/dev/null` is an empty file.
    static func contents(
        _ descriptor: Int32, limit: Int, acceptsNull: Bool = false
    ) -> Result<[UInt8], EnvironmentSource.FileProblem> {
        guard descriptor >= 0 else { return .failure(.init(systemReason())) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return .failure(.init(systemReason())) }
        if acceptsNull, info.st_mode & S_IFMT == S_IFCHR, linux_is_null_device(info.st_rdev) { return .success([]) }
        guard info.st_mode & S_IFMT == S_IFREG else {
            return .failure(.init("it is \(kind(info.st_mode)), not a regular file"))
        }
        guard info.st_size <= limit else { return .failure(tooLarge(limit)) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = retryingInterrupts { Glibc.read(descriptor, &buffer, buffer.count) }
            guard count >= 0 else { return .failure(.init(systemReason())) }
            if count == 0 { return .success(bytes) }
            bytes += buffer[..<count]
            if bytes.count > limit { return .failure(tooLarge(limit)) }
        }
    }

    private static func kind(_ mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFDIR: "a folder"
        case S_IFIFO: "a FIFO"
        case S_IFSOCK: "a socket"
        case S_IFCHR, S_IFBLK: "a device"
        default: "something else"
        }
    }

    private static func tooLarge(_ limit: Int) -> EnvironmentSource.FileProblem {
        .init("it is larger than \(limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB")")
    }
}

extension FileTree {
    /// The most that is read of a file, in bytes.
    package enum ReadLimit {
        package static let pidfile = 4 << 10
        package static let state = 64 << 10
        /// Secrets, and everything that has no limit of its own.
        package static let text = 1 << 20
        /// A user's Nginx files: a `geo` or `map` block may be long.
        package static let configuration = 64 << 20
        /// Tables of the kernel's, which have a line for each connection of a busy server.
        package static let kernelTable = 256 << 20
        package static let none = Int.max
    }

    /// The bytes of a regular file (links are followed), or the reason why not.
    package static func read(
        _ path: String, limit: Int = ReadLimit.text, acceptsNull: Bool = false
    ) -> Result<[UInt8], EnvironmentSource.FileProblem> {
        BoundedRead.contents(open(path, BoundedRead.flags), limit: limit, acceptsNull: acceptsNull)
    }

    /// The same for a file in a folder of another user's: a link is not followed, nor one on the way that is not root's.
    package static func readOwn(
        _ path: String, limit: Int
    ) -> Result<[UInt8], EnvironmentSource.FileProblem> {
        do throws(PlanFailure) {
            guard let (folder, name) = try SecureFolder.parent(of: path) else {
                return .failure(.init(systemReason(ENOENT)))
            }
            return folder.read(name, limit: limit)
        } catch {
            return .failure(.init(error.message))
        }
    }
}
