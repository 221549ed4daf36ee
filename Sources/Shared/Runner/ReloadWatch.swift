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
    /// Seconds between two polls where the kernel does not report changes.
    private let interval: Double
    /// What the last step saw; a file that it could not read has no entry.
    private var seen: [String: Int] = [:]
    /// When to poll (monotonic seconds); nil where the kernel reports changes.
    private(set) var nextPoll: Double?

    init(_ spec: WatchSpec, logger: Logger, interval: Double = 5) {
        paths = spec.paths
        watch = FileWatch(spec.paths)
        self.logger = logger
        self.interval = interval
        pollIfUnwatched()
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
        defer { pollIfUnwatched() }
        return watch.takeEvents() ? [.filesTouched] : []
    }

    /// A poll whose time has come.
    func pollIfDue() -> [SupervisorState.Event] {
        guard let due = nextPoll, due <= Clock.monotonic() else { return [] }
        nextPoll = due + interval
        return isChanged ? [.filesTouched] : []
    }

    private func pollIfUnwatched() {
        guard let problem = watch.problem, nextPoll == nil else { return }
        logger.warning("\(problem); polling the files every \(interval.shortText) s instead")
        nextPoll = Clock.monotonic() + interval
    }

    /// A number that stands for the content in this process alone; nil when the file is not there or cannot be read.
    private static func digest(_ path: String) -> Int? {
        guard case .success(let bytes) = FileTree.readOwn(path, limit: limit) else { return nil }
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
