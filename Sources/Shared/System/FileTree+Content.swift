import Glibc

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
}
