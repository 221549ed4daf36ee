import Glibc
import Launch
import Settings

/// Folders that the start can do without.
package enum WishedDirectory {
    /// Makes the folder.
    ///
    /// - Parameter accounts: the user ids that processes are started with.
    /// - Returns: a warning when it cannot be made and the plan allows that; it names the folder, its owner and the user.
    package static func make(_ spec: DirectorySpec, accounts: Set<UInt32> = []) throws(PlanFailure) -> String? {
        do throws(PlanFailure) {
            try FileTree.makeDirectory(spec, isOurs: !spec.isVolume, accounts: accounts)
            return nil
        } catch {
            let consequence: String
            switch spec.ifImpossible {
            case .endsStart: throw error
            case .isLeft: return nil
            case .warns(let text): consequence = text
            }
            let parent = nearestFolder(above: spec.path)
            return
                "\(error.message); \(parent) belongs to \(owner(of: parent)), this process runs as \(name(geteuid())): "
                + "\(consequence); make the folder in the image for that user, or mount a volume there"
        }
    }

    private static func nearestFolder(above path: String) -> String {
        var folder = Paths.parent(of: path)
        while folder != "/", !FileTree.isDirectory(folder) { folder = Paths.parent(of: folder) }
        return folder
    }

    private static func owner(of path: String) -> String {
        var info = stat()
        return stat(path, &info) == 0 ? name(info.st_uid) : "an unknown user"
    }

    private static func name(_ uid: uid_t) -> String {
        guard let entry = getpwuid(uid) else { return "uid \(uid)" }
        return "\(String(cString: entry.pointee.pw_name)) (uid \(uid))"
    }
}
