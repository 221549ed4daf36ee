import Glibc
import Launch
import Settings

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

    /// Removes a file if it exists. As root, not through a link that another user can plant.
    package static func remove(_ path: String) {
        if let (folder, name) = try? SecureFolder.parent(of: path) { folder.remove(name) }
    }

    /// Removes a folder with all it holds, if it exists; links in it are removed, not followed.
    package static func removeTree(_ path: String) {
        guard let (folder, name) = try? SecureFolder.parent(of: path) else { return }
        DirectoryWalk.bottomUp(name.cString, in: folder.descriptor) { entry in
            unlinkat(entry.parent, entry.name, entry.isFolder ? AT_REMOVEDIR : 0) == 0
        }
    }

    /// Makes a symbolic link point to `target`, in one step: a reader opens the old place or the new one.
    package static func switchLink(_ link: String, to target: String) throws(PlanFailure) {
        guard let (folder, name) = try SecureFolder.parent(of: link) else {
            throw PlanFailure("cannot switch \(link)", code: ENOENT)
        }
        let temporary = "\(name).\(uniqueSuffix()).new"
        guard symlinkat(target, folder.descriptor, temporary) == 0, folder.rename(temporary, to: name)
        else {
            let failure = PlanFailure("cannot switch \(link)", code: errno)
            folder.remove(temporary)
            throw failure
        }
    }

    /// Makes a folder and its parents (755); the last one gets the mode and the owner.
    ///
    /// An existing folder that belongs to another user (a mounted volume) is left as it is as long as it can be
    /// written to. As root it is given to the owner, unless it is the runner's folder (`isVolume` false in the plan).
    ///
    /// - Parameters:
    ///   - isOurs: status 78, as root, when an existing one belongs to neither root nor the owner.
    ///   - accounts: the user ids of the child processes; they must not be able to replace the runner's folders.
    package static func makeDirectory(
        _ spec: DirectorySpec, isOurs: Bool = false, accounts: Set<UInt32> = []
    ) throws(PlanFailure) {
        guard let folder = try SecureFolder.open(spec.path, making: true) else {
            throw PlanFailure("cannot make folder \(spec.path)", code: errno)
        }
        if isOurs {
            if let former = spec.formerOwner { folder.takeOverIfEmpty(from: former, for: spec.owner) }
            try folder.requireOwner(spec.owner)
            if spec.owner == nil { try folder.protect(from: accounts) }
        }
        folder.give(to: spec.owner)
        folder.setMode(spec.mode)
        guard folder.isWritable else {
            throw PlanFailure(
                "cannot write to \(spec.path)", code: errno,
                advice: "; mount a volume that user \(geteuid()) may write to")
        }
    }

    /// Writes a file whole or not at all: a temporary file beside it, with a random name, then `rename(2)`.
    ///
    /// - Parameters:
    ///   - original: a file whose readers alone shall be able to read this copy; as root, the copy also gets its owner and
    ///     group.
    ///   - owner: as root, the account that gets the file.
    package static func write(
        _ spec: FileSpec, asOpenAs original: String? = nil, owner: Account? = nil
    ) throws(PlanFailure) {
        guard let (folder, name) = try SecureFolder.parent(of: spec.path) else {
            throw PlanFailure("cannot write \(spec.path)", code: ENOENT)
        }
        var info = stat()
        let isCopy = original.map { stat($0, &info) == 0 } ?? false
        let mode = isCopy ? info.st_mode & spec.mode | S_IRUSR : spec.mode
        let temporary = "\(name).\(uniqueSuffix()).new"
        let descriptor = folder.create(temporary, mode: mode & 0o600)
        guard descriptor >= 0 else { throw PlanFailure("cannot write \(spec.path)", code: errno) }
        var written = 0
        if isCopy, geteuid() == 0 { fchown(descriptor, info.st_uid, info.st_gid) }
        if let owner, geteuid() == 0 { fchown(descriptor, owner.uid, owner.gid) }
        var failed = fchmod(descriptor, mode) != 0
        while written < spec.contents.count, !failed {
            let count = spec.contents.withUnsafeBytes { bytes in
                retryingInterrupts { Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written) }
            }
            if count > 0 { written += count } else { failed = true }
        }
        let code = errno
        close(descriptor)
        guard !failed, folder.rename(temporary, to: name) else {
            let failure = PlanFailure("cannot write \(spec.path)", code: failed ? code : errno)
            folder.remove(temporary)
            throw failure
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
            TrustedFile.read(path, limit: FileTree.ReadLimit.text).flatMap { bytes in
                guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                    return .failure(.init("it is not text in UTF-8"))
                }
                return .success(text)
            }
        },
        list: TrustedFile.list)
}
