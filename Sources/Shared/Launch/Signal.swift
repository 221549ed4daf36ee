/// The signals that the programs know by name; raw values are Linux's on x86-64 and arm64 (signal(7)).
package enum Signal: Int32, Sendable, CaseIterable {
    case hup = 1
    case int = 2
    case quit = 3
    case usr1 = 10
    case kill = 9
    case usr2 = 12
    case term = 15
    case chld = 17
    case cont = 18
    case tstp = 20
    case ttin = 21
    case ttou = 22
    case winch = 28

    /// The name with its prefix, as `kill -l` prints it.
    package var name: String {
        "SIG" + String(describing: self).uppercased()
    }
}

/// How a process ended.
package enum Termination: Sendable, Equatable {
    case exited(Int32)
    case killed(Int32)

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
        case .killed(let signal): "signal \(signal)" + (Signal(rawValue: signal).map { " (\($0.name))" } ?? "")
        }
    }
}
