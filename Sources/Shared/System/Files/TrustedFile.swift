import Glibc
import Launch
import Settings

/// Files that the operator names and that are read as root, such as secrets: the folder may be the project's user's.
enum TrustedFile {
    /// As in the kernel (path_resolution(7)).
    private static let maximumLinks = 40

    /// The bytes of a regular file. As root, a link on the way or in the file's place counts only when it is root's and lies
    /// in a folder of root's, as those of Kubernetes' secrets do: else another user of the container would have any file of
    /// root's read, and get what is in it as a variable.
    static func read(_ path: String, limit: Int) -> Result<[UInt8], EnvironmentSource.FileProblem> {
        guard geteuid() == 0 else { return FileTree.read(path, limit: limit) }
        do throws(PlanFailure) {
            return BoundedRead.contents(try open(path), limit: limit)
        } catch {
            return .failure(.init(error.message))
        }
    }

    /// The names in a folder of which each may become a variable. As root, not in one that belongs to the account that processes
    /// are started with: it would choose that account, the folders that are given to it, and what root's programs load.
    static func list(_ path: String) -> Result<[String], EnvironmentSource.FileProblem> {
        guard geteuid() == 0 else { return FileTree.list(path) }
        do throws(PlanFailure) {
            if let folder = try SecureFolder.open(path), let account = account,
                account.uid != 0, folder.information.st_uid == account.uid
            {
                return .failure(
                    .init("it belongs to user \(account.name), which could set any variable; give the folder to root"))
            }
        } catch {
            return .failure(.init(error.message))
        }
        return FileTree.list(path)
    }

    /// By the environment alone: no other setting has been read by then.
    private static var account: Account? {
        let setting = CommonSettings.user
        let name = getenv(setting.name).flatMap { Parsers.accountName(String(cString: $0)) }
        return Accounts.named(name ?? setting.defaultValue)
    }

    /// -1 and `errno` when it cannot be opened.
    private static func open(_ path: String) throws(PlanFailure) -> Int32 {
        var path = path
        for _ in 0..<maximumLinks {
            guard let (folder, name) = try SecureFolder.parent(of: path) else {
                errno = ENOENT
                return -1
            }
            let descriptor = openat(folder.descriptor, name, BoundedRead.flags | O_NOFOLLOW)
            guard descriptor < 0, errno == ELOOP else { return descriptor }
            guard let target = try folder.target(ofLink: name) else {
                errno = ENOENT
                return -1
            }
            path = target.hasPrefix("/") ? target : folder.path + "/" + target
        }
        errno = ELOOP
        return -1
    }
}
