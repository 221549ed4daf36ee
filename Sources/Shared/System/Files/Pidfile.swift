import Glibc
import Launch
import Settings

/// Pid files that servers leave behind when they are killed. A number that is in one decides only whether the file stays:
/// no process is signalled because of it.
package enum Pidfile {
    /// Removes the file unless a process with its pid runs and is the program: then it is the program's to complain.
    package static func removeStale(_ spec: PidfileSpec) {
        if case .success(let bytes) = FileTree.readOwn(spec.path, limit: FileTree.ReadLimit.pidfile),
            let pid = pid(in: bytes), case .success(let commandLine) = FileTree.read("/proc/\(pid)/cmdline"),
            String(decoding: commandLine, as: UTF8.self).contains(spec.program)
        {
            return
        }
        FileTree.remove(spec.path)
    }

    /// Writes the number whole or not at all; the file belongs to the account that the process runs as.
    package static func write(_ path: String, pid: Int32, owner: Account?) throws(PlanFailure) {
        try FileTree.write(FileSpec(path, contents: Array("\(pid)\n".utf8)), owner: owner)
    }

    /// Removes the file if it has this number in it.
    package static func remove(_ path: String, of pid: Int32) {
        if case .success(let bytes) = FileTree.readOwn(path, limit: FileTree.ReadLimit.pidfile),
            Self.pid(in: bytes) == pid
        {
            FileTree.remove(path)
        }
    }

    /// The number in a pid file.
    package static func pid(in bytes: [UInt8]) -> Int32? {
        Int32(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
    }
}
