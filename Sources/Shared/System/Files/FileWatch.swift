import Glibc
import Launch
import Settings

/// Learns of changes of files that other processes write: inotify(7) on their folders, whose descriptor sends SIGIO (O_ASYNC,
/// fcntl(2)), which `SignalQueue` takes like every signal. A process that nothing happens to makes no system call for it.
///
/// A folder that is not there yet is waited for in the nearest one above it that is. To watch a folder one has to be able to
/// read it; it may be on a file system that is mounted read-only.
package final class FileWatch {
    /// What the kernel sends when there are events.
    package static let signal = SIGIO

    private struct Watched {
        var names: Set<String>
        /// Whether it is the files' own folder, not one above it.
        let isFolder: Bool
    }

    /// The names of the files by their folders.
    private let folders: [String: Set<String>]
    private let descriptor: Int32
    /// By the kernel's number of the watch.
    private var watches: [Int32: Watched] = [:]
    /// Why changes may go unnoticed; nil while all is well.
    package private(set) var problem: String?

    /// - Parameter paths: absolute.
    package init(_ paths: [String]) {
        folders = Dictionary(grouping: paths.map(Self.split)) { $0.folder }.mapValues { Set($0.map { $0.name }) }
        // IN_NONBLOCK and IN_CLOEXEC are these by definition (bits/inotify.h).
        descriptor = inotify_init1(O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0, fcntl(descriptor, F_SETOWN, getpid()) == 0,
            fcntl(descriptor, F_SETFL, O_ASYNC | O_NONBLOCK) == 0
        else {
            problem = "cannot watch \(paths.joined(separator: ", ")): \(Self.reason(errno))"
            return
        }
        watchAll()
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Takes all that the kernel has to tell; whether a file may have changed.
    package func takeEvents() -> Bool {
        var isTouched = false
        var isMoved = false
        for event in InotifyEvent.read(descriptor) {
            if event.isOverflow { isMoved = true }
            // The kernel also reports the end of a watch, even of one that was removed here.
            guard let watched = watches[event.watch] else { continue }
            if event.isEnd {
                isMoved = true
            } else if watched.names.contains(event.name) {
                if watched.isFolder { isTouched = true } else { isMoved = true }
            }
        }
        if isMoved { watchAll() }
        return isTouched || isMoved
    }

    private func watchAll() {
        for number in watches.keys { inotify_rm_watch(descriptor, number) }
        watches = [:]
        problem = nil
        do throws(PlanFailure) {
            for (folder, names) in folders { try watch(folder, names) }
        } catch {
            problem = error.message
        }
    }

    /// Watches the folder, or the nearest one above it.
    private func watch(_ folder: String, _ names: Set<String>) throws(PlanFailure) {
        if try add(folder, Watched(names: names, isFolder: true)) { return }
        var missing = Self.split(folder)
        while try !add(missing.folder, Watched(names: [missing.name], isFolder: false)) {
            missing = Self.split(missing.folder)
        }
        // It may have come before there was a watch for it.
        if try SecureFolder.open("\(missing.folder)/\(missing.name)") != nil { try watch(folder, names) }
    }

    /// False when there is no such folder.
    private func add(_ path: String, _ watched: Watched) throws(PlanFailure) -> Bool {
        guard let folder = try SecureFolder.open(path) else { return false }
        // By its descriptor: as root, no link that another user can plant is followed.
        let number = inotify_add_watch(
            descriptor, "/proc/self/fd/\(folder.descriptor)",
            watched.isFolder ? Self.fileEvents : Self.folderEvents)
        guard number >= 0 else {
            throw PlanFailure("cannot watch \(path): \(Self.reason(errno))", status: .failure)
        }
        watches[number, default: Watched(names: [], isFolder: watched.isFolder)].names.formUnion(
            watched.names)
        return true
    }

    private static let folderEvents = UInt32(IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
    /// IN_CREATE: a link to a file that is complete. IN_ATTRIB: a file that may be read from now on.
    private static let fileEvents = folderEvents | UInt32(IN_CLOSE_WRITE | IN_ATTRIB)

    /// With the limit that is meant: the words alone would lead to files and disks.
    private static func reason(_ code: Int32) -> String {
        switch code {
        case EMFILE: systemReason(code) + " (fs.inotify.max_user_instances)"
        case ENOSPC: systemReason(code) + " (fs.inotify.max_user_watches)"
        default: systemReason(code)
        }
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        let parts = Paths.parts(of: FileTree.absolute(path))
        return (Paths.joined(parts.dropLast()), parts.last ?? "")
    }
}
