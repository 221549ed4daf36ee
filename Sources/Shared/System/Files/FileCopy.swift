import CLinux
import Glibc
import Launch

/// Copies of files, as cheap as the file systems allow.
package enum FileCopy {
    /// Makes `path` a file with the source's content: a hard link on the same file system, else a copy
    /// (`copy_file_range(2)` where it works, so that the data need not leave the kernel).
    ///
    /// A link shares its mode with the source, so only a world-readable file is linked. A copy gets mode 644 and the
    /// source's modification time, from which Nginx makes `Last-Modified` and `ETag`: they are the same in every pod.
    package static func linkOrCopy(_ source: String, to path: String) throws(PlanFailure) {
        var info = stat()
        guard stat(source, &info) == 0 else { throw failure(source) }
        let isLink = {
            var entry = stat()
            return lstat(source, &entry) == 0 && entry.st_mode & S_IFMT == S_IFLNK
        }()
        if !isLink, info.st_mode & 0o444 == 0o444, link(source, path) == 0 { return }

        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure(source) }
        defer { close(input) }
        let output = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard output >= 0 else { throw failure(source) }
        defer { close(output) }
        fchmod(output, 0o644)
        guard copy(from: input, to: output) else { throw failure(source) }
        let times = [info.st_mtim, info.st_mtim]
        futimens(output, times)
    }

    private static func copy(from input: Int32, to output: Int32) -> Bool {
        while true {
            let count = retryingInterrupts { linux_copy_file_range(input, output, 1 << 30) }
            if count == 0 { return true }
            // Not between these two file systems (EXDEV, EINVAL), not in this kernel (ENOSYS, EOPNOTSUPP).
            if count < 0 {
                return [EXDEV, EINVAL, ENOSYS, EOPNOTSUPP, EPERM].contains(errno) && copyBytes(from: input, to: output)
            }
        }
    }

    private static func copyBytes(from input: Int32, to output: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = retryingInterrupts { read(input, &buffer, buffer.count) }
            if count <= 0 { return count == 0 }
            var written = 0
            while written < count {
                let step = buffer.withUnsafeBytes { bytes in
                    retryingInterrupts { write(output, bytes.baseAddress! + written, count - written) }
                }
                guard step > 0 else { return false }
                written += step
            }
        }
    }

    private static func failure(_ path: String) -> PlanFailure {
        PlanFailure("cannot copy \(path): \(systemReason())", status: .failure)
    }
}
