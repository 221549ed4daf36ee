import Settings

/// What a program is going to do, whole: a pure value that `plan` prints and the supervisor carries out, in this order:
/// folders, files, ownership, steps, then the long-running processes.
package struct LaunchPlan: Sendable, Equatable {
    package let program: String
    /// What the operator should know before anything runs.
    package var warnings: [String]
    /// What `plan` tells and a start does not repeat.
    package var notes: [String] = []
    package var directories: [DirectorySpec] = []
    package var files: [FileSpec] = []
    /// Files of an earlier run; removed if they exist.
    package var obsoleteFiles: [String] = []
    /// Pid files of an earlier run that would stop this one; removed unless the process is there and is the program.
    package var pidfiles: [PidfileSpec] = []
    /// Folders whose whole content must belong to an account (volumes that came up root-owned).
    package var ownerships: [OwnershipSpec] = []
    /// TCP ports that must be free, with the variable that changes each.
    package var ports: [PortSpec] = []
    /// Run one after the other; the first that fails ends the program with its status.
    package var steps: [ProcessSpec] = []
    /// Run beside each other, started in this order.
    package var processes: [ProcessSpec] = []
    package var reload: ReloadSpec?
    package var shutdown: ShutdownPolicy
    /// The folder on which a proxy marks, for the app's container, that it serves.
    package var servingMark: String?
    /// The one process is what was asked for (a command, a one-shot): a stop asked of us ends with its status.
    package var passesStatusThrough = false
    /// The file that tells a health command what runs here.
    package var state: RunnerStateSpec?
    /// What happens to log lines that are not read; nil: the streams stay as they are.
    package let logs: LogPolicy?
    /// Settings with their sources, for `plan`.
    package let settings: [SettingReading]

    /// - Parameters:
    ///   - warnings: what the operator should know of the configuration.
    ///   - logs: what happens to log lines that are not read.
    ///   - settings: what was read, with its sources, redacted.
    package init(
        program: String, shutdown: ShutdownPolicy, warnings: [String] = [], logs: LogPolicy? = nil,
        settings: [SettingReading] = []
    ) {
        self.program = program
        self.shutdown = shutdown
        self.warnings = warnings
        self.logs = logs
        self.settings = settings
    }
}

/// A folder that exists before anything runs.
package struct DirectorySpec: Sendable, Equatable {
    package let path: String
    package let mode: UInt32
    /// nil leaves the owner as it is.
    package let owner: Account?
    /// What follows when it cannot be made.
    package let ifImpossible: DirectoryFailure
    /// A place that the operator names, which may belong to any account. As root, any other folder has to be root's or the
    /// owner's.
    package let isVolume: Bool
    /// An account whose folder is taken over when it is empty: the image makes some for the default user.
    package let formerOwner: Account?

    package init(
        _ path: String, mode: UInt32 = 0o755, owner: Account? = nil, ifImpossible: DirectoryFailure = .endsStart,
        isVolume: Bool = false, formerOwner: Account? = nil
    ) {
        self.path = path
        self.mode = mode
        self.owner = owner
        self.ifImpossible = ifImpossible
        self.isVolume = isVolume
        self.formerOwner = formerOwner
    }
}

/// What follows when a folder cannot be made.
package enum DirectoryFailure: Sendable, Equatable {
    case endsStart
    /// The start continues with a warning, which says what will not work.
    case warns(String)
    /// The start continues: a later step decides whether the folder is needed.
    case isLeft
}

/// A file that is written before any process starts.
package struct FileSpec: Sendable, Equatable {
    package let path: String
    package let contents: [UInt8]
    package let mode: UInt32

    package init(_ path: String, contents: [UInt8], mode: UInt32 = 0o644) {
        self.path = path
        self.contents = contents
        self.mode = mode
    }
}

/// A folder that is chowned recursively when it exists and belongs to another user.
package struct OwnershipSpec: Sendable, Equatable {
    package let path: String
    package let owner: Account
    /// Made first, if missing.
    package let create: Bool

    package init(_ path: String, owner: Account, create: Bool = false) {
        self.path = path
        self.owner = owner
        self.create = create
    }
}

/// The pid file of a child.
package struct PidfileSpec: Sendable, Equatable {
    package let path: String
    /// What the command line of a process has in it that really owns the file: after a restart of a container its pid
    /// is often another program's.
    package let program: String

    package init(_ path: String, program: String) {
        self.path = path
        self.program = program
    }
}

/// A TCP port that a child will listen on.
package struct PortSpec: Sendable, Equatable {
    package let number: Int
    package let variable: String
    /// Where it must be free.
    package let addresses: [IPAddress]

    package init(_ number: Int, variable: String, addresses: [IPAddress]) {
        self.number = number
        self.variable = variable
        self.addresses = addresses
    }
}

/// What SIGHUP does before it is passed on to some of the processes: when the step fails, they keep what they have.
package struct ReloadSpec: Sendable, Equatable {
    package let step: ProcessSpec
    /// The names of the processes that get their signal only after the step has succeeded.
    package let gates: [String]
    /// Files whose change has the same effect for these processes; nil where SIGHUP alone reloads.
    package let watch: WatchSpec?

    package init(step: ProcessSpec, gates: [String], watch: WatchSpec? = nil) {
        self.step = step
        self.gates = gates
        self.watch = watch
    }
}

/// Files that another process writes and the step of a reload reads.
package struct WatchSpec: Sendable, Equatable {
    package let paths: [String]
    /// The log line when one of them has changed.
    package let notice: String

    package init(_ paths: [String], notice: String) {
        self.paths = paths
        self.notice = notice
    }
}
