import Glibc

/// Tells a process from a later one with the same pid, by the time at which it started (proc_pid_stat(5)).
package enum ProcessIdentity {
    /// When the process started, in clock ticks since the machine's boot; nil when there is no such process.
    package static func start(of pid: Int32) -> UInt64? {
        guard pid > 0, case .success(let bytes) = FileTree.read("/proc/\(pid)/stat") else { return nil }
        return start(inStat: String(decoding: bytes, as: UTF8.self))
    }

    /// Field 22 of the line. The second field is the program's name in parentheses, with any character in it.
    static func start(inStat line: String) -> UInt64? {
        guard let end = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: end)...].split(separator: " ")
        // A zombie has ended; it only waits for its parent.
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return UInt64(fields[19])
    }

    /// The pid of this process.
    package static var own: Int32 { getpid() }

    /// The command line of a process that runs the same program file as this one; nil for any other process.
    ///
    /// A runner is not dumpable, so that its program file cannot be read without CAP_SYS_PTRACE (proc_pid_exe(5)).
    /// What its first argument is found as in PATH counts then: every user may read a command line.
    package static func commandLine(ofSameProgram pid: Int32) -> [String]? {
        guard case .success(let bytes) = FileTree.read("/proc/\(pid)/cmdline") else { return nil }
        let arguments = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
        var file = "/proc/\(pid)/exe"
        var info = stat()
        if stat(file, &info) != 0, errno == EACCES || errno == EPERM {
            guard let name = arguments.first, let found = ProgramSearch.find(name) else { return nil }
            file = found
        }
        return FileTree.isSameFile(file, "/proc/self/exe") ? arguments : nil
    }
}

extension FileTree {
    /// Whether both paths lead to one and the same file (links are followed).
    package static func isSameFile(_ first: String, _ second: String) -> Bool {
        var infos = (stat(), stat())
        return stat(first, &infos.0) == 0 && stat(second, &infos.1) == 0 && infos.0.st_dev == infos.1.st_dev
            && infos.0.st_ino == infos.1.st_ino
    }
}
