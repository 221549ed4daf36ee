import Glibc
import Settings

/// What another user of the system may do.
enum AccountAccess {
    /// Whether the account can open the file for reading. The kernel is asked, since mode bits leave out ACLs and
    /// whatever a mount adds. Needs root, and no other thread.
    ///
    /// - Returns: true when the question cannot be asked: without the right to switch there is no switch either.
    static func canRead(_ path: String, as account: Account) -> Bool {
        perform(as: account) {
            let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
            guard file >= 0 else { return errno != EACCES && errno != EPERM }
            close(file)
            return true
        } ?? true
    }

    /// The result of work that has the account's rights to files; nil when they cannot be taken. Needs no other thread.
    ///
    /// - Parameter account: nil: the user of this process.
    static func perform<Value>(as account: Account?, _ work: () -> Value) -> Value? {
        guard let account else { return work() }
        let (uid, gid) = (geteuid(), getegid())
        var groups = [gid_t](repeating: 0, count: Int(max(getgroups(0, nil), 0)))
        _ = getgroups(Int32(groups.count), &groups)
        defer {
            _ = seteuid(uid)
            _ = setegid(gid)
            _ = setgroups(groups.count, groups)
        }
        guard setgroups(account.groups.count, account.groups) == 0, setegid(account.gid) == 0, seteuid(account.uid) == 0
        else { return nil }
        return work()
    }
}
