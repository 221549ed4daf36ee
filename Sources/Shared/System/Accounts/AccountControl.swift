import Glibc
import Launch
import Settings

/// What users that processes are started with could change of files that root trusts.
package enum AccountControl {
    /// Status 78, as root, when one of the accounts owns the file or a folder above it, or may write there by its groups.
    ///
    /// Other owners are the administrator's choice: a file that is mounted from a developer's machine keeps that machine's.
    package static func forbid(_ accounts: [Account], toChange path: String, consequence: String) throws(PlanFailure) {
        guard geteuid() == 0 else { return }
        for place in [path, Paths.parent(of: path)] {
            guard let real = FileTree.realPath(place),
                let (found, account) = controlled(real, by: accounts)
            else {
                continue
            }
            throw PlanFailure(
                "cannot trust \(path): user \(account.name) can change \(found), and \(consequence); give it to root, "
                    + "without write permission for \(account.name)", status: .configuration)
        }
    }

    private static func controlled(_ path: String, by accounts: [Account]) -> (String, Account)? {
        var place = path
        while place != "/" {
            var info = stat()
            if lstat(place, &info) == 0, let account = accounts.first(where: { isControlled(info, by: $0) }) {
                return (place, account)
            }
            place = Paths.parent(of: place)
        }
        return nil
    }

    private static func isControlled(_ info: stat, by account: Account) -> Bool {
        if account.uid == 0 { return false }
        if info.st_uid == account.uid { return true }
        // In a folder with the sticky bit nothing of another user's can be replaced.
        if info.st_mode & S_IFMT == S_IFDIR, info.st_mode & S_ISVTX != 0 { return false }
        return info.st_mode & 0o020 != 0 && (info.st_gid == account.gid || account.groups.contains(info.st_gid))
    }
}
