import Launch
import Settings

/// What a trampoline does before it executes the program.
struct TrampolineOrder: Equatable {
    struct User: Equatable {
        let uid: UInt32
        let gid: UInt32
        /// The supplementary groups; none is possible.
        let groups: [UInt32]
    }

    /// The process whose end ends this one: the runner's pid, and the signal that the kernel then sends.
    struct Tie: Equatable {
        let parent: Int32
        let signal: Int32
    }

    var program: String
    /// nil: the runner's.
    var user: User?
    /// nil: the runner's.
    var workingDirectory: String?
    /// Whether `LISTEN_FDS` announces a socket on descriptor 3.
    var hasSocket = false
    var privileges = Privileges.unchanged
    var tie: Tie?
    /// The format of the line that says why the program cannot be started.
    var format: LogFormat
    /// The program's own words, its name first.
    var arguments: [String]

    /// What a process needs done that `posix_spawn` cannot do; nil when there is nothing.
    ///
    /// - Parameters:
    ///   - program: the path of the program.
    ///   - parent: the pid of the runner when the process is to get its stop signal when the runner ends. Not a command that
    ///     shares our process group: that is a shell of the user's, with a terminal and a life of its own.
    ///   - format: of the runner's log. The environment of the program does not always tell it.
    init?(for spec: ProcessSpec, program: String, parent: Int32?, format: LogFormat) {
        let parent = spec.group == .own ? parent : nil
        guard
            parent != nil || spec.user != nil || spec.workingDirectory != nil || spec.socket != nil
                || spec.privileges != .unchanged
        else { return nil }
        self.program = program
        user = spec.user.map { User(uid: $0.uid, gid: $0.gid, groups: $0.groups) }
        workingDirectory = spec.workingDirectory
        hasSocket = spec.socket != nil
        privileges = spec.privileges
        // The graceful stop: no runner is left that could escalate.
        tie = parent.map { Tie(parent: $0, signal: spec.stop.signal.rawValue) }
        self.format = format
        arguments = [spec.executable] + spec.arguments
    }
}

extension TrampolineOrder {
    /// The words behind the hidden one. `init(_:)` reads them.
    var words: [String] {
        RoleWords.encode(
            [
                ("program", program), ("user", user?.text), ("folder", workingDirectory),
                ("socket", hasSocket ? "yes" : nil), ("privileges", privileges.rawValue), ("tie", tie?.text),
                ("format", format.rawValue),
            ], rest: arguments)
    }

    init(_ words: some Sequence<String>) throws(RoleWords.Problem) {
        var words = try RoleWords(words)
        program = try words.required("program") { $0 }
        user = try words.optional("user", User.init)
        workingDirectory = try words.optional("folder") { $0 }
        hasSocket = try words.optional("socket") { $0 == "yes" ? true : nil } ?? false
        privileges = try words.required("privileges", Privileges.init(rawValue:))
        tie = try words.optional("tie", Tie.init)
        format = try words.required("format", LogFormat.init(rawValue:))
        try words.finish()
        arguments = words.rest
        if arguments.isEmpty { throw RoleWords.Problem(message: "the program's name is missing") }
    }
}

extension TrampolineOrder.User {
    /// `UID:GID:GROUP,GROUP…`.
    fileprivate var text: String { "\(uid):\(gid):" + groups.map { String($0) }.joined(separator: ",") }

    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let uid = UInt32(parts[0]), let gid = UInt32(parts[1]) else { return nil }
        let names = parts[2].isEmpty ? [] : parts[2].split(separator: ",", omittingEmptySubsequences: false)
        let groups = names.compactMap { UInt32($0) }
        guard groups.count == names.count else { return nil }
        self.init(uid: uid, gid: gid, groups: groups)
    }
}

extension TrampolineOrder.Tie {
    /// `PID:SIGNAL`.
    fileprivate var text: String { "\(parent):\(signal)" }

    fileprivate init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let parent = Int32(parts[0]), let signal = Int32(parts[1]) else { return nil }
        self.init(parent: parent, signal: signal)
    }
}
