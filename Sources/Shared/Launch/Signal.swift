/// A signal by its number; the names are Linux's on x86-64 and arm64 (signal(7)).
package struct Signal: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    package static let hup = Signal(rawValue: 1)
    package static let int = Signal(rawValue: 2)
    package static let quit = Signal(rawValue: 3)
    package static let kill = Signal(rawValue: 9)
    package static let usr1 = Signal(rawValue: 10)
    package static let usr2 = Signal(rawValue: 12)
    package static let term = Signal(rawValue: 15)
    package static let chld = Signal(rawValue: 17)
    package static let ttin = Signal(rawValue: 21)
    package static let ttou = Signal(rawValue: 22)
    package static let winch = Signal(rawValue: 28)

    private static let names: [Int32: String] = [
        1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 6: "ABRT", 7: "BUS", 8: "FPE", 9: "KILL", 10: "USR1", 11: "SEGV",
        12: "USR2", 13: "PIPE", 14: "ALRM", 15: "TERM", 17: "CHLD", 18: "CONT", 20: "TSTP", 21: "TTIN", 22: "TTOU",
        24: "XCPU", 28: "WINCH", 31: "SYS",
    ]

    /// `SIGTERM` or `TERM`; nil for a name that is none.
    package init?(named text: String) {
        let name = text.hasPrefix("SIG") ? String(text.dropFirst(3)) : text
        guard let found = Self.names.first(where: { $0.value == name }) else { return nil }
        rawValue = found.key
    }

    /// The name with its prefix, as `kill -l` prints it; the bare number for one that is seldom seen.
    package var name: String {
        Self.names[rawValue].map { "SIG" + $0 } ?? String(rawValue)
    }
}

/// How a process ended.
package enum Termination: Sendable, Equatable {
    case exited(Int32)
    case killed(Int32)

    /// Whether a signal ended it. The status does not tell: a program may exit with 255 by itself.
    package var isKill: Bool {
        if case .killed = self { true } else { false }
    }

    /// The status that a shell would report: the exit code, or 128 + N for signal N.
    package var status: ExitStatus {
        switch self {
        case .exited(let code): ExitStatus(code)
        case .killed(let signal): ExitStatus(128 + signal)
        }
    }

    /// For a log line: "exit status 3" or "signal 9 (SIGKILL)".
    package var text: String {
        switch self {
        case .exited(let code): "exit status \(code)"
        case .killed(let signal): "signal \(signal) (\(Signal(rawValue: signal).name))"
        }
    }
}
