import Glibc

/// Walks a folder bottom-up, by raw paths: a file name in a volume need not be UTF-8. (fts(3) cannot be imported.)
enum DirectoryWalk {
    /// Calls `visit` with every entry below the path and then with the path itself; links are not followed.
    ///
    /// - Returns: false when `visit` did, at the entry where it did.
    @discardableResult
    static func bottomUp(_ path: [CChar], visit: (_ path: [CChar], _ isFolder: Bool) -> Bool) -> Bool {
        var info = stat()
        guard lstat(path, &info) == 0 else { return true }
        let isFolder = info.st_mode & S_IFMT == S_IFDIR
        if isFolder {
            for name in names(in: path) {
                let child = path.dropLast() + [CChar(UInt8(ascii: "/"))] + name
                guard bottomUp(Array(child), visit: visit) else { return false }
            }
        }
        return visit(path, isFolder)
    }

    /// The names in a folder as NUL-terminated bytes, without `.` and `..`.
    private static func names(in path: [CChar]) -> [[CChar]] {
        guard let directory = opendir(path) else { return [] }
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
