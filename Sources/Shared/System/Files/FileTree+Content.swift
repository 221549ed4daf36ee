import Glibc
import Launch
import Settings

/// Questions about files, and moving them.
extension FileTree {
    /// In bytes; nil when there is no regular file (links are followed).
    package static func regularFileSize(_ path: String) -> Int? {
        var info = stat()
        guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(info.st_size)
    }

    /// Whether two files hold the same bytes; false when one cannot be read.
    package static func isSameContent(_ first: String, _ second: String) -> Bool {
        var infos = (stat(), stat())
        guard stat(first, &infos.0) == 0, stat(second, &infos.1) == 0 else { return false }
        if infos.0.st_dev == infos.1.st_dev, infos.0.st_ino == infos.1.st_ino { return true }
        guard infos.0.st_size == infos.1.st_size,
            case .success(let left) = read(first, limit: ReadLimit.none),
            case .success(let right) = read(second, limit: ReadLimit.none)
        else { return false }
        return left == right
    }

    /// Moves a file, in one step, over whatever file is there.
    package static func move(_ from: String, to place: String) throws(PlanFailure) {
        guard Glibc.rename(from, place) == 0 else {
            throw PlanFailure("cannot put \(place) in place: \(systemReason())", status: .failure)
        }
    }

    /// For a name that no other process uses, in whatever container.
    package static func uniqueSuffix() -> String {
        "\(getpid())-" + String(UInt64.random(in: 0...UInt64.max), radix: 16)
    }

    /// Removes a folder if nothing is in it.
    package static func removeEmptyDirectory(_ path: String) {
        rmdir(path)
    }

    /// Whether the path is a folder of this process's user, in which no other user can write; a link is none.
    package static func isOwnDirectory(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR && info.st_uid == geteuid()
            && info.st_mode & 0o022 == 0
    }

    /// The path without links, `.` and `..`; nil when there is nothing.
    package static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether no user but root can change the file, or put another one in its place: it and every folder above it are
    /// root's, and neither group nor others may write there. In a folder with the sticky bit (/tmp) they may, for they cannot
    /// replace what is root's.
    ///
    /// - Parameter path: absolute, without links.
    static func isRootsAlone(_ path: String) -> Bool {
        var parts = Paths.parts(of: path)
        while true {
            var info = stat()
            guard lstat(Paths.joined(parts), &info) == 0, info.st_uid == 0 else { return false }
            let isSticky = info.st_mode & S_IFMT == S_IFDIR && info.st_mode & S_ISVTX != 0
            guard isSticky || info.st_mode & 0o022 == 0 else { return false }
            guard parts.popLast() != nil else { return true }
        }
    }

    /// The same for a path with links: each must be root's, in a folder of root's.
    static func isReachedByRootAlone(_ path: String) -> Bool {
        guard (try? SecureFolder.open(isDirectory(path) ? path : Paths.parent(of: path))) != nil,
            let real = realPath(path)
        else {
            return false
        }
        return isRootsAlone(real)
    }
}
