import Launch
import Logging
import Supervision
import System

/// Whether the files that a reload's step reads have another content than the step saw.
final class ReloadWatch {
    /// In bytes. A larger file is one that cannot be read: it changes nothing.
    private static let limit = 8 << 20

    private let paths: [String]
    private let watch: FileWatch
    private let logger: Logger
    /// Seconds between two looks where the kernel cannot tell of changes.
    private let interval: Double
    /// What the last step saw; a file that it could not read has no entry.
    private var seen: [String: Int] = [:]
    /// When to look (monotonic seconds); nil where the kernel tells of changes.
    private(set) var nextLook: Double?

    init(_ spec: WatchSpec, logger: Logger, interval: Double = 5) {
        paths = spec.paths
        watch = FileWatch(spec.paths)
        self.logger = logger
        self.interval = interval
        lookIfUnwatched()
    }

    func remember() {
        for path in paths { seen[path] = Self.digest(path) }
    }

    var isChanged: Bool {
        paths.contains { path in
            let digest = Self.digest(path)
            return digest != nil && digest != seen[path]
        }
    }

    /// After SIGIO.
    func takeEvents() -> [SupervisorState.Event] {
        defer { lookIfUnwatched() }
        return watch.takeEvents() ? [.filesTouched] : []
    }

    /// A look whose time has come.
    func lookIfDue() -> [SupervisorState.Event] {
        guard let due = nextLook, due <= Clock.monotonic() else { return [] }
        nextLook = due + interval
        return isChanged ? [.filesTouched] : []
    }

    private func lookIfUnwatched() {
        guard let problem = watch.problem, nextLook == nil else { return }
        logger.warning("\(problem); looking for changes every \(interval.shortText) s instead")
        nextLook = Clock.monotonic() + interval
    }

    /// A number that stands for the content in this process alone; nil when the file is not there or cannot be read.
    private static func digest(_ path: String) -> Int? {
        guard case .success(let bytes) = FileTree.readOwn(path, limit: limit) else { return nil }
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
