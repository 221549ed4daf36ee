import Settings

/// An external program and all that is needed to run it: a pure value, printed by `plan`, compared in tests.
package struct ProcessSpec: Sendable, Equatable {
    /// The name in logs and in `plan`: "worker", "migrate".
    package let name: String
    /// A program looked for in `PATH`, or a path.
    package var executable: String
    /// Whose program it may be where the runner is root.
    package var programOwner: ProgramOwner = .anyUser
    package var arguments: [String]
    package var environment: [EnvironmentChange]
    /// What it gets of our own environment.
    package var inherits: Inheritance
    package var privileges: Privileges
    /// The working directory; nil: the runner's.
    package var workingDirectory: String?
    /// The user it runs as; nil: the runner's.
    package var user: Account?
    /// A listening socket that is handed over as file descriptor 3 (`LISTEN_FDS`, `LISTEN_PID`: sd_listen_fds(3)).
    package var socket: SocketSpec?
    /// TCP listeners that are passed as file descriptors from 3 on; the environment of the process names them.
    package var listeners: [ListenerSpec] = []
    /// The file that says its pid as long as it runs, written by the runner; nil where the process writes one by itself.
    package var pidfile: String?
    /// What happens to its workers when it dies unasked.
    package var orphans: OrphanedWorkers = .killed
    package var group: ProcessGroup
    package var stop: StopPolicy
    /// Signals that are passed on: what the runner receives -> what the process gets.
    package var forwards: [Signal: Signal]
    /// Whether signals go to all of its process group instead of to it alone; only for a group of its own.
    package var signalsGroup = false
    package var restart: RestartPolicy
    /// Whether the program stops when the process is not restarted; otherwise it continues without it.
    package var isEssential = true

    package enum OrphanedWorkers: Sendable, Equatable {
        case killed
        /// They get the signal and finish their work: workers outlive a master that was killed.
        case drained(by: Signal)
    }

    package enum ProgramOwner: String, Sendable, Equatable {
        case anyUser = "any"
        /// As root, a file that another user can change, or put in its place, is passed over: the process stays root, and
        /// folders of the project's user may be in `PATH`.
        case root
    }

    package enum ProcessGroup: Sendable, Equatable {
        /// Its own group: a signal from the terminal reaches only us, and we decide the order.
        case own
        /// The runner's group: an interactive shell needs the terminal.
        case shared
    }

    package init(
        _ name: String, _ executable: String, _ arguments: [String] = [], environment: [EnvironmentChange] = [],
        inherits: Inheritance = .all, workingDirectory: String? = nil, user: Account? = nil,
        privileges: Privileges = .unchanged, socket: SocketSpec? = nil, group: ProcessGroup = .own,
        stop: StopPolicy = StopPolicy(), forwards: [Signal: Signal] = [:], restart: RestartPolicy = .never
    ) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.inherits = inherits
        self.privileges = privileges
        self.workingDirectory = workingDirectory
        self.user = user
        self.socket = socket
        self.group = group
        self.stop = stop
        self.forwards = forwards
        self.restart = restart
    }

    /// The number of the first descriptor that is handed over (SD_LISTEN_FDS_START of sd_listen_fds(3)).
    package static let firstDescriptor: Int32 = 3

    /// The command as one would type it, redacted.
    package var commandLine: String { redactedArguments.map(\.shellQuoted).joined(separator: " ") }

    /// The program and its arguments, with passwords of URLs and the values of `--env NAME=…` replaced.
    package var redactedArguments: [String] { CommandLineText.redacted([executable] + arguments) }
}

/// A Unix socket that the runner binds and keeps, so that requests wait in its backlog while the server restarts.
package struct SocketSpec: Sendable, Equatable {
    package let path: String
    /// The file mode, for example 0o660.
    package let mode: UInt32
    /// Connections that may wait to be accepted; the kernel caps it at net.core.somaxconn.
    package let backlog: Int32
    /// The new owner of the file; nil: the runner's user.
    package let owner: Account?
    /// As root: the group that the file is given to; nil is the owner's.
    package let group: UInt32?

    package init(path: String, mode: UInt32, backlog: Int32, owner: Account?, group: UInt32? = nil) {
        self.path = path
        self.mode = mode
        self.backlog = backlog
        self.owner = owner
        self.group = group
    }
}

/// A TCP address and port that the runner listens on, so that connections wait in its backlog while the server restarts.
package struct ListenerSpec: Sendable, Hashable {
    package let port: Int
    package let address: IPAddress
    /// Connections that may wait to be accepted; the kernel caps it at net.core.somaxconn, by default at 4096 too.
    package static let backlog: Int32 = 4096

    package init(port: Int, address: IPAddress) {
        self.port = port
        self.address = address
    }

    /// Address and port, an IPv6 address in brackets: `0.0.0.0:8000`, `[::]:8000`.
    package var text: String { "\(address.hostText):\(port)" }
}

extension String {
    /// Quoted for a POSIX shell when it has to be; control characters are shown escaped.
    package var shellQuoted: String {
        let plain = "-_./:=@%+,".utf8
        let isPlain: (UInt8) -> Bool = {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || plain.contains($0)
        }
        if !isEmpty, utf8.allSatisfy(isPlain) { return self }
        var out = "'"
        for character in escapedForOneLine { out += character == "'" ? "'\\''" : String(character) }
        return out + "'"
    }
}
