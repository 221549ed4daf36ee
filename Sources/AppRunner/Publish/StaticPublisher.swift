import Launch
import Settings
import System

/// Copies a release's static files into the volume that the proxy serves from, whole or not at all.
///
/// Everything that can fail (no space, no permission) happens in a folder of its own; then each file is renamed into
/// place. Files are never removed: a page of the release before, open in a browser, asks for its own hashed files.
struct StaticPublisher {
    let target: String
    let source: StaticSource
    /// Whether a stop signal has arrived.
    let isInterrupted: () -> Bool
    let progress: (PublishProgress) -> Void
    /// What the log says of the lock.
    let tell: (FolderLock.Event) -> Void

    /// Publishers of two pods work one after the other; the last one's files are the ones that are there.
    static let lockName = ".publish.lock"
    static let stagingPrefix = ".publishing-"

    /// - Returns: what was done.
    func publish() throws(PlanFailure) -> PublishProgress {
        let lock = try FolderLock(target + "/" + Self.lockName, isInterrupted: isInterrupted, tell: tell)
        defer { lock.release() }
        // This process holds the lock, so these files belong to publishers that were killed.
        if lock.isHeld { removeLeftOvers() }
        let staging = target + "/" + Self.stagingPrefix + "\(FileTree.uniqueSuffix())"
        defer { FileTree.removeTree(staging) }
        try FileTree.makeDirectory(DirectorySpec(staging))
        var state = PublishProgress(of: source)
        var staged: [(from: String, to: String)] = []
        for file in source.files {
            if isInterrupted() { throw Self.interrupted }
            let place = target + "/" + file.path
            switch try judge(file, place) {
            case .unchanged: state.unchanged += 1
            case .new:
                staged.append((try stage(file, in: staging, number: staged.count), place))
                state.added += 1
            case .changed:
                staged.append((try stage(file, in: staging, number: staged.count), place))
                state.replaced += 1
            }
            state.bytes += file.size
            progress(state)
        }
        for (from, to) in staged { try FileTree.move(from, to: to) }
        return state
    }

    static let interrupted = PlanFailure(
        "cannot publish static files: stopped by a signal; nothing was changed", status: ExitStatus(143))

    private enum Judgement {
        case unchanged
        case new
        case changed
    }

    private func judge(_ file: StaticSource.File, _ place: String) throws(PlanFailure) -> Judgement {
        if FileTree.isDirectory(place) {
            throw PlanFailure(
                "cannot publish \(file.source): \(place) is a folder; remove it from the volume", status: .failure)
        }
        guard let size = FileTree.regularFileSize(place) else {
            let folder = Paths.parent(of: place)
            try FileTree.makeDirectory(DirectorySpec(folder))
            return .new
        }
        if size == file.size, HashedName.isHashed(file.path) || FileTree.isSameContent(file.source, place) {
            return .unchanged
        }
        return .changed
    }

    private func stage(_ file: StaticSource.File, in staging: String, number: Int) throws(PlanFailure) -> String {
        let path = staging + "/\(number)"
        do throws(PlanFailure) {
            try FileCopy.linkOrCopy(file.source, to: path)
        } catch {
            throw PlanFailure("\(error.message); nothing was changed in \(target)", status: .failure)
        }
        return path
    }

    private func removeLeftOvers() {
        guard case .success(let names) = FileTree.names(in: target) else { return }
        for name in names where name.hasPrefix(Self.stagingPrefix) {
            FileTree.removeTree(target + "/" + name)
        }
    }
}
