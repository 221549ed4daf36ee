import Glibc
import Settings

/// The users of this system.
package enum Accounts {
    /// The user of that name with its groups, or nil.
    package static func named(_ name: String) -> Account? {
        guard let entry = getpwnam(name)?.pointee else { return nil }
        var count: Int32 = 64
        var groups = [gid_t](repeating: 0, count: Int(count))
        while getgrouplist(name, entry.pw_gid, &groups, &count) == -1 {
            groups = [gid_t](repeating: 0, count: Int(count))
        }
        return Account(
            name: name, uid: entry.pw_uid, gid: entry.pw_gid, groups: Array(groups[..<Int(count)]),
            home: String(cString: entry.pw_dir))
    }
}

extension HostProbe {
    /// The machine that this process runs on.
    package static let system = HostProbe(
        isRoot: { geteuid() == 0 },
        account: Accounts.named,
        exists: { faccessat(AT_FDCWD, $0, F_OK, AT_EACCESS) == 0 },
        isDirectory: { FileTree.isDirectory($0) },
        program: { ProgramSearch.find($0, path: $1) },
        canListen: Ports.canListen,
        workingDirectory: { FileTree.currentDirectory() },
        openFileLimit: {
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
            return Int(clamping: limit.rlim_max)
        },
        contents: { FileTree.read($0, limit: FileTree.ReadLimit.configuration) },
        canRead: AccountAccess.canRead,
        imageShape: ImageShape.read,
        names: { (try? FileTree.list($0).get()) ?? [] },
        text: { path in
            guard case .success(let bytes) = FileTree.read(path, limit: FileTree.ReadLimit.state) else { return nil }
            return String(validating: bytes, as: UTF8.self)
        },
        realPath: FileTree.realPath,
        isRootsAlone: FileTree.isReachedByRootAlone,
        projectFile: AccountFiles.read,
        projectFolder: AccountFiles.list,
        asAccount: { account, work in _ = AccountAccess.perform(as: account, work) })
}
