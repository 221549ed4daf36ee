import Launch
import Settings
import System

/// What a runner wrote of itself: `key=value` lines, the format of all state files of the suite.
package struct RunnerState: Equatable, Sendable {
    package let role: RunnerRole
    package let celery: [CeleryKind]
    package let pid: Int32
    /// Clock ticks since the machine's boot at which the process started: a pid is given again.
    package let processStart: UInt64
    /// Monotonic seconds; what is older than that in other state files is of an earlier run.
    package let written: Double

    package init(role: RunnerRole, celery: [CeleryKind], pid: Int32, processStart: UInt64, written: Double) {
        self.role = role
        self.celery = celery
        self.pid = pid
        self.processStart = processStart
        self.written = written
    }

    /// nil when the text is not such a state.
    package init?(_ text: String) {
        self.init(StateLines(text))
    }

    private init?(_ state: StateLines) {
        guard let role = state.text("role").flatMap(RunnerRole.init), let writer = state.writer,
            let written = state.number("written")
        else { return nil }
        let names = state.text("celery")?.split(separator: ",") ?? []
        self.init(
            role: role, celery: names.compactMap { CeleryKind(rawValue: String($0)) }, pid: writer.pid,
            processStart: writer.start, written: written)
    }

    package var text: String {
        """
        version=1
        role=\(role.rawValue)
        celery=\(celery.map(\.rawValue).joined(separator: ","))
        pid=\(pid)
        process_start=\(processStart)
        written=\(written)

        """
    }

    /// The state of a runner that still runs; nil when there is none.
    package static func living(in path: String) -> RunnerState? {
        StateLines.ofLivingWriter(path).flatMap(RunnerState.init)
    }

    /// Whether a runner may write its own state over this one's. The container's first runner stays, unless it only runs a
    /// command: that command may be a script that starts the server.
    package func yields(to pid: Int32) -> Bool {
        role == .command || self.pid == pid
    }

    /// Writes the state of this process, which is about to start what the plan says.
    static func announce(_ spec: RunnerStateSpec) throws(PlanFailure) {
        let pid = ProcessIdentity.own
        if let other = living(in: spec.path), !other.yields(to: pid) { return }
        let state = RunnerState(
            role: spec.role, celery: spec.celery, pid: pid, processStart: ProcessIdentity.start(of: pid) ?? 0,
            written: Clock.monotonic())
        let folder = spec.folder
        try FileTree.makeDirectory(DirectorySpec(folder))
        // /run is open to every user of the container: what another one made there leads anywhere.
        guard FileTree.isOwnDirectory(folder) else {
            throw PlanFailure(
                "cannot write \(spec.path): \(folder) belongs to another user, or is a link", status: .configuration)
        }
        try FileTree.write(FileSpec(spec.path, contents: Array(state.text.utf8)))
    }
}

extension RunnerState {
    /// Removes the state of this process, and its folder when nothing else is in it: a command leaves nothing behind.
    static func withdraw(_ spec: RunnerStateSpec) {
        guard living(in: spec.path)?.pid == ProcessIdentity.own else { return }
        FileTree.remove(spec.path)
        FileTree.removeEmptyDirectory(spec.folder)
    }
}
