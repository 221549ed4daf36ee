import Glibc

/// Walks a folder bottom-up by descriptors, so that no link that is planted meanwhile is followed, and by raw names: a file
/// name in a volume need not be UTF-8. (fts(3) cannot be imported.)
enum DirectoryWalk {
    /// Folders in folders; beyond that the walk fails, since each holds a descriptor.
    static let maximumDepth = 1000

    /// One entry: its name (NUL-terminated) in the folder `parent`, for the `…at` calls.
    struct Entry {
        let parent: Int32
        let name: [CChar]
        /// For messages.
        let path: [CChar]
        let isFolder: Bool
    }

    /// Calls `visit` with every entry below the path and then with the path itself; links are not followed.
    ///
    /// - Returns: false when `visit` did, at the entry where it did, or when a folder cannot be entered for want of
    ///   descriptors or because of its depth (`errno`).
    @discardableResult
    static func bottomUp(
        _ name: [CChar], in parent: Int32 = AT_FDCWD, path: [CChar]? = nil, depth: Int = 0, visit: (Entry) -> Bool
    ) -> Bool {
        let path = path ?? name
        let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT { return true }
            if errno == EMFILE || errno == ENFILE { return false }
        }
        var isFolder = descriptor >= 0
        if isFolder {
            defer { close(descriptor) }
            guard depth < maximumDepth else {
                errno = ENAMETOOLONG
                return false
            }
            for child in names(in: descriptor) {
                let childPath = path.dropLast() + [CChar(UInt8(ascii: "/"))] + child
                guard bottomUp(child, in: descriptor, path: Array(childPath), depth: depth + 1, visit: visit)
                else { return false }
            }
        } else {
            var info = stat()
            guard fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) == 0 else { return true }
            isFolder = info.st_mode & S_IFMT == S_IFDIR
        }
        return visit(Entry(parent: parent, name: name, path: path, isFolder: isFolder))
    }

    /// The names in an open folder as NUL-terminated bytes, without `.` and `..`.
    static func names(in folder: Int32) -> [[CChar]] {
        let copy = fcntl(folder, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let directory = fdopendir(copy) else {
            if copy >= 0 { close(copy) }
            return []
        }
        defer { closedir(directory) }
        var names: [[CChar]] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1))
                }
            }
            let dot = CChar(UInt8(ascii: "."))
            if name != [dot, 0], name != [dot, dot, 0] { names.append(name) }
        }
        return names
    }
}

extension String {
    /// The bytes with a final NUL, as C wants them.
    var cString: [CChar] { utf8CString.map { $0 } }
}
