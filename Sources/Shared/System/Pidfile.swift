import Glibc

/// Pid files that servers leave behind when they are killed.
enum Pidfile {
    /// Removes the file unless a process with its pid runs and is the program: then it is the program's to complain.
    static func removeStale(_ spec: PidfileSpec) {
        if case .success(let bytes) = FileTree.read(spec.path), let pid = pid(in: bytes),
            case .success(let commandLine) = FileTree.read("/proc/\(pid)/cmdline"),
            String(decoding: commandLine, as: UTF8.self).contains(spec.program)
        {
            return
        }
        FileTree.remove(spec.path)
    }

    /// Writes the number whole or not at all; the file belongs to whom the process runs as.
    static func write(_ path: String, pid: Int32, owner: Account?) throws(PlanFailure) {
        try FileTree.write(FileSpec(path, contents: Array("\(pid)\n".utf8)))
        if let owner { lchown(path, owner.uid, owner.gid) }
    }

    /// Removes the file if it has this number in it.
    static func remove(_ path: String, of pid: Int32) {
        if case .success(let bytes) = FileTree.read(path), Self.pid(in: bytes) == pid { FileTree.remove(path) }
    }

    /// The number in a pid file.
    package static func pid(in bytes: [UInt8]) -> Int32? {
        Int32(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
    }
}
