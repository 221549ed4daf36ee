/// The questions that reading a configuration asks of the machine; closures, so that tests answer them.
package struct HostProbe: Sendable {
    /// Whether this process has user id 0.
    package var isRoot: @Sendable () -> Bool
    package var account: @Sendable (_ name: String) -> Account?
    /// Whether something exists at the path (links followed).
    package var exists: @Sendable (_ path: String) -> Bool
    package var isDirectory: @Sendable (_ path: String) -> Bool
    /// The program's path as `execvp` would find it in `PATH`.
    package var program: @Sendable (_ name: String, _ path: String) -> String?
    /// Whether the machine can listen on the address: it may have no IPv6.
    package var canListen: @Sendable (_ address: IPAddress) -> Bool
    package var workingDirectory: @Sendable () -> String
    /// The most open files that this process may allow itself (the hard limit of RLIMIT_NOFILE).
    package var openFileLimit: @Sendable () -> Int
    /// The bytes of a configuration file.
    package var contents: @Sendable (_ path: String) -> FileAnswer<[UInt8]>

    /// Whether an account can read a file; asked as root only.
    package var canRead: @Sendable (_ path: String, _ account: Account) -> Bool
    /// The shape that the image was built for, as its file says; nil without such a file.
    package var imageShape: @Sendable () -> String?
    /// The names in a folder without those that begin with a dot, sorted; none when it cannot be listed.
    package var names: @Sendable (_ folder: String) -> [String]
    /// The text of a small regular file; nil when there is none, or it is too large or not UTF-8.
    package var text: @Sendable (_ path: String) -> String?
    /// The path with all symbolic links resolved; nil when it does not exist.
    package var realPath: @Sendable (_ path: String) -> String?
    /// Whether no user but root can change what the path leads to, or put something else in its place.
    package var isRootsAlone: @Sendable (_ path: String) -> Bool
    /// The bytes of a file that the project's user can change, read with the account's rights; nil: this process's.
    package var projectFile: @Sendable (_ path: String, _ account: Account?) -> FileAnswer<[UInt8]>
    /// What is in such a folder; nil when it does not exist.
    package var projectFolder: @Sendable (_ path: String, _ account: Account?) -> FileAnswer<[FolderEntry]?>

    /// Does work with an account's rights to files; as root only.
    package var asAccount: @Sendable (_ account: Account, _ work: () -> Void) -> Void

    package typealias FileAnswer<Value> = Result<Value, EnvironmentSource.FileProblem>

    package init(
        isRoot: @escaping @Sendable () -> Bool, account: @escaping @Sendable (String) -> Account?,
        exists: @escaping @Sendable (String) -> Bool, isDirectory: @escaping @Sendable (String) -> Bool,
        program: @escaping @Sendable (String, String) -> String?, canListen: @escaping @Sendable (IPAddress) -> Bool,
        workingDirectory: @escaping @Sendable () -> String, openFileLimit: @escaping @Sendable () -> Int,
        contents: @escaping @Sendable (String) -> FileAnswer<[UInt8]> = { _ in
            .failure(.init("No such file or directory"))
        },
        canRead: @escaping @Sendable (String, Account) -> Bool = { _, _ in true },
        imageShape: @escaping @Sendable () -> String? = { nil },
        names: @escaping @Sendable (String) -> [String] = { _ in [] },
        text: @escaping @Sendable (String) -> String? = { _ in nil },
        realPath: @escaping @Sendable (String) -> String? = { _ in nil },
        isRootsAlone: @escaping @Sendable (String) -> Bool = { _ in true },
        projectFile: @escaping @Sendable (String, Account?) -> FileAnswer<[UInt8]> = { _, _ in
            .failure(.init("No such file or directory"))
        },
        projectFolder: @escaping @Sendable (String, Account?) -> FileAnswer<[FolderEntry]?> = { _, _ in .success(nil) },
        asAccount: @escaping @Sendable (Account, () -> Void) -> Void = { _, work in work() }
    ) {
        self.isRoot = isRoot
        self.account = account
        self.exists = exists
        self.isDirectory = isDirectory
        self.program = program
        self.canListen = canListen
        self.workingDirectory = workingDirectory
        self.openFileLimit = openFileLimit
        self.contents = contents
        self.canRead = canRead
        self.imageShape = imageShape
        self.names = names
        self.text = text
        self.realPath = realPath
        self.isRootsAlone = isRootsAlone
        self.projectFile = projectFile
        self.projectFolder = projectFolder
        self.asAccount = asAccount
    }
}
