import CLinux
import Glibc
import Launch
import Settings

/// Opens a path folder by folder, so that each link on the way can be judged before it is followed.
struct FolderPath {
    /// As in the kernel (path_resolution(7)).
    private static let maximumLinks = 40

    private let path: String
    private let trustsAllLinks: Bool
    private var parts: [String]
    private var walked = ""
    private var links = 0
    private var verb = "open"

    init(_ path: String, trustsAllLinks: Bool) {
        self.path = path
        self.trustsAllLinks = trustsAllLinks
        parts = Paths.parts(of: path)
    }

    /// - Returns: a descriptor made with O_PATH; nil when there is no such folder.
    mutating func open(making: Bool) throws(PlanFailure) -> Int32? {
        if making { verb = "make" }
        var current = Glibc.open("/", Self.flags)
        while !parts.isEmpty, current >= 0 {
            let part = parts.removeFirst()
            let next: Int32
            do throws(PlanFailure) {
                next = try enter(part, in: current, making: making)
            } catch {
                close(current)
                throw error
            }
            close(current)
            current = next
        }
        return current >= 0 ? current : nil
    }

    private static let flags = linux_o_path | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

    /// The next folder; -1 when it is missing.
    private mutating func enter(_ part: String, in folder: Int32, making: Bool) throws(PlanFailure) -> Int32 {
        var next = openat(folder, part, Self.flags)
        if next < 0, errno == ENOENT {
            guard making else { return -1 }
            if mkdirat(folder, part, 0o755) == 0 {
                next = openat(folder, part, Self.flags)
                // Independent of the umask that we were started with.
                if next >= 0 { fchmodat(next, ".", 0o755, 0) }
            } else if errno == EEXIST {
                next = openat(folder, part, Self.flags)
            }
        }
        if next < 0 {
            let code = errno
            guard code == ENOTDIR || code == ELOOP else {
                throw PlanFailure("cannot \(verb) folder \(path)", code: code)
            }
            return try follow(part, in: folder)
        }
        walked += "/" + part
        return next
    }

    /// Replaces the walked path by a link's target; returns where the walk continues.
    private mutating func follow(_ part: String, in folder: Int32) throws(PlanFailure) -> Int32 {
        let shown = walked + "/" + part
        let link = openat(folder, part, linux_o_path | O_NOFOLLOW | O_CLOEXEC)
        defer { close(link) }
        var info = stat()
        guard link >= 0, fstat(link, &info) == 0, info.st_mode & S_IFMT == S_IFLNK else {
            throw PlanFailure(
                "cannot \(verb) folder \(path): another kind of file is at \(shown); remove it",
                status: .configuration)
        }
        guard trustsAllLinks || info.st_uid == 0 && Self.isRootsAlone(folder) else {
            throw Self.distrust(shown, info)
        }
        links += 1
        guard links <= Self.maximumLinks, let target = Self.target(of: link) else {
            throw PlanFailure(
                "cannot \(verb) folder \(path): too many links, or a broken one, at \(shown)",
                status: .configuration)
        }
        parts = Paths.parts(of: target) + parts
        if target.hasPrefix("/") {
            walked = ""
            return Glibc.open("/", Self.flags)
        }
        return openat(folder, ".", Self.flags)
    }

    static func distrust(_ link: String, _ info: stat) -> PlanFailure {
        PlanFailure(
            "cannot trust \(link): it is a symbolic link that a user other than root can change (owner: uid "
                + "\(info.st_uid)); remove it, or make the link and the folder that it is in root's",
            status: .configuration)
    }

    /// Whether users other than root can neither add nor replace an entry of another user's: root's, and not writable by
    /// others or sticky.
    static func isRootsAlone(_ folder: Int32) -> Bool {
        var info = stat()
        guard fstat(folder, &info) == 0, info.st_uid == 0 else { return false }
        return info.st_mode & 0o022 == 0 || info.st_mode & S_ISVTX != 0
    }

    static func target(of link: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(link, "", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
