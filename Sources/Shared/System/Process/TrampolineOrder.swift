import Launch

/// What a trampoline does before it becomes the program, as words of its command line.
struct TrampolineOrder: Equatable {
    struct User: Equatable {
        let uid: UInt32
        let gid: UInt32
        let groups: [UInt32]
    }

    /// Whose end ends the process: the runner's pid, and the signal that the process then gets.
    struct Tie: Equatable {
        let parent: Int32
        let signal: Int32
    }

    /// The hidden first argument of our own binary.
    static let word = "__launch"
    private static let none = "-"

    var program: String
    /// nil keeps ours.
    var user: User?
    /// nil keeps ours.
    var workingDirectory: String?
    /// Whether it is told of a socket on descriptor 3 (`LISTEN_FDS`).
    var hasSocket = false
    var privileges = Privileges.unchanged
    var tie: Tie?
    /// The program's own words, its name first.
    var arguments: [String]

    /// The whole command line. `init(_:)` reads it.
    var words: [String] {
        let groups = user.map { $0.groups.map { String($0) }.joined(separator: ",") }
        let fields = [
            user.map { String($0.uid) }, user.map { String($0.gid) }, groups, workingDirectory, hasSocket ? "1" : nil,
            privileges.rawValue, tie.map { String($0.parent) }, tie.map { String($0.signal) },
        ]
        return ["launch", Self.word, program] + fields.map { $0 ?? Self.none } + arguments
    }

    /// The order of a command line; nil when it is none.
    init?(_ words: [String]) {
        guard words.count >= 12, words[1] == Self.word, let privileges = Privileges(rawValue: words[8]) else {
            return nil
        }
        program = words[2]
        if let uid = UInt32(words[3]), let gid = UInt32(words[4]) {
            user = User(uid: uid, gid: gid, groups: words[5].split(separator: ",").compactMap { UInt32($0) })
        } else if words[3...5].contains(where: { $0 != Self.none }) {
            return nil
        }
        workingDirectory = words[6] == Self.none ? nil : words[6]
        hasSocket = words[7] == "1"
        self.privileges = privileges
        if let parent = Int32(words[9]), let signal = Int32(words[10]) { tie = Tie(parent: parent, signal: signal) }
        arguments = Array(words[11...])
    }

    /// What a process needs done that `posix_spawn` cannot do; nil when there is nothing.
    ///
    /// - Parameters:
    ///   - program: the path of the program.
    ///   - parent: the pid of the runner when the process is to get its stop signal when the runner ends. Not a command that
    ///     shares our process group: that is a shell of the user's, with a terminal and a life of its own.
    init?(for spec: ProcessSpec, program: String, parent: Int32?) {
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
        // The graceful stop: no runner is left that could hurry it.
        tie = parent.map { Tie(parent: $0, signal: spec.stop.signal.rawValue) }
        arguments = [spec.executable] + spec.arguments
    }
}
