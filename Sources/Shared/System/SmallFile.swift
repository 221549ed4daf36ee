import Glibc

/// Reads a file that a process with fewer rights may have planted: it can neither block nor fill the memory of the reader.
package enum SmallFile {
    /// The bytes of a regular file of at most `limit` bytes; nil for anything else (a link, a FIFO, a device, a longer file).
    package static func read(_ path: String, limit: Int = 16_384) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        // One byte more than allowed tells that the file is too long; files in /proc say no size.
        var buffer = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < buffer.count {
            let got = buffer.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count)
            }
            if got == 0 { break }
            if got < 0 { if errno == EINTR { continue } else { return nil } }
            count += got
        }
        return count <= limit ? Array(buffer[..<count]) : nil
    }
}

extension FileTree {
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
}
