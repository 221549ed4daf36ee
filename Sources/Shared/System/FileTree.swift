import Glibc

/// Folders and files, by system calls.
package enum FileTree {
    package static func isDirectory(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    package static func currentDirectory() -> String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// The path itself, or below the working directory when it is relative.
    package static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : currentDirectory() + "/" + path
    }

    /// Where a symbolic link points, or nil.
    package static func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        guard count >= 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What tells the file at the path from a later one: its number, which is given again, and when it was made. Empty when
    /// there is none.
    package static func identity(_ path: String) -> [Int] {
        var info = stat()
        return lstat(path, &info) == 0 ? [Int(info.st_ino), info.st_mtim.tv_sec, info.st_mtim.tv_nsec] : []
    }

    /// Removes a file if it exists.
    package static func remove(_ path: String) {
        unlink(path)
    }

    /// Removes a folder with all it holds, if it exists; links in it are removed, not followed.
    package static func removeTree(_ path: String) {
        DirectoryWalk.bottomUp(path.cString) { path, isFolder in
            isFolder ? rmdir(path) == 0 : unlink(path) == 0
        }
    }

    /// Makes a symbolic link point to `target`, in one step: whoever opens it sees the old place or the new one.
    package static func switchLink(_ link: String, to target: String) throws(PlanFailure) {
        let temporary = "\(link).\(getpid()).new"
        unlink(temporary)
        guard symlink(target, temporary) == 0, rename(temporary, link) == 0 else {
            throw PlanFailure("cannot switch \(link): \(systemReason())")
        }
    }

    /// Makes a folder and its parents (755); the last one gets the mode and the owner.
    ///
    /// An existing folder that belongs to somebody else (a mounted volume) is left as it is as long as it can be
    /// written to.
    package static func makeDirectory(_ spec: DirectorySpec) throws(PlanFailure) {
        var path = ""
        for part in spec.path.utf8.split(separator: UInt8(ascii: "/")) {
            path += "/" + String(decoding: part, as: UTF8.self)
            if mkdir(path, 0o755) == 0 {
                // Independent of the umask that we were started with.
                chmod(path, path == spec.path ? spec.mode : 0o755)
                continue
            }
            let code = errno  // before isDirectory() replaces it
            if code != EEXIST, !isDirectory(path) {
                throw PlanFailure("cannot make folder \(spec.path): \(systemReason(code))")
            }
        }
        guard isDirectory(spec.path) else {
            throw PlanFailure("cannot make folder \(spec.path): something else is there")
        }
        if let owner = spec.owner, geteuid() == 0 { chown(spec.path, owner.uid, owner.gid) }
        chmod(spec.path, spec.mode)
        if access(spec.path, W_OK) != 0 {
            throw PlanFailure(
                "cannot write to \(spec.path): \(systemReason()); mount a volume that user "
                    + "\(geteuid()) may write to")
        }
    }

    /// Writes a file whole or not at all: a temporary file beside it, then `rename(2)`.
    ///
    /// - Parameter original: a file that nobody who may not read it shall be able to read in this copy; as root, the
    ///   copy also gets its owner and group.
    package static func write(_ spec: FileSpec, asOpenAs original: String? = nil) throws(PlanFailure) {
        var info = stat()
        let isCopy = original.map { stat($0, &info) == 0 } ?? false
        let mode = isCopy ? info.st_mode & spec.mode | S_IRUSR : spec.mode
        let temporary = "\(spec.path).\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode & 0o600)
        guard descriptor >= 0 else { throw PlanFailure("cannot write \(spec.path): \(systemReason())") }
        var written = 0
        if isCopy, geteuid() == 0 { fchown(descriptor, info.st_uid, info.st_gid) }
        var failed = fchmod(descriptor, mode) != 0
        while written < spec.contents.count, !failed {
            let count = spec.contents.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, spec.contents.count - written)
            }
            if count > 0 { written += count } else if errno != EINTR { failed = true }
        }
        let reason = systemReason()
        close(descriptor)
        guard !failed, rename(temporary, spec.path) == 0 else {
            let message = failed ? reason : systemReason()
            unlink(temporary)
            throw PlanFailure("cannot write \(spec.path): \(message)")
        }
    }

    /// The bytes of a file, or the reason why not.
    package static func read(_ path: String) -> Result<[UInt8], EnvironmentSource.FileProblem> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(.init(systemReason())) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return .success(bytes) }
            if count > 0 { bytes += buffer[..<count] } else if errno != EINTR { return .failure(.init(systemReason())) }
        }
    }

    /// The names in a folder without `.` names, sorted.
    package static func list(_ path: String) -> Result<[String], EnvironmentSource.FileProblem> {
        names(in: path).map { $0.filter { !$0.hasPrefix(".") } }
    }

    /// The names in a folder, sorted, without `.` and `..`.
    package static func names(in path: String) -> Result<[String], EnvironmentSource.FileProblem> {
        guard let directory = opendir(path) else { return .failure(.init(systemReason())) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return .success(names.sorted())
    }
}

extension EnvironmentSource.Files {
    /// The machine's own files. Only regular text files can be values.
    package static let system = EnvironmentSource.Files(
        read: { path in
            FileTree.read(path).flatMap { bytes in
                guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                    return .failure(.init("it is not text in UTF-8"))
                }
                return .success(text)
            }
        },
        list: FileTree.list)
}
