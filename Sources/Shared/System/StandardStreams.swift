import Glibc

/// Standard output, written whole.
package enum StandardOutput {
    package static func write(_ text: String) { writeAll(1, text) }
}

/// Standard error, written whole.
package enum StandardError {
    @Sendable package static func write(_ text: String) { writeAll(2, text) }
}

/// Whether a person is looking.
package enum Terminal {
    package static var isOnStandardError: Bool { isatty(2) == 1 }
}

/// One `write(2)` for a line, so that lines of several processes do not mix; errors are nobody's to hear.
private func writeAll(_ descriptor: Int32, _ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
}

/// Ends the process with the status.
package func exitProcess(_ status: ExitStatus) -> Never {
    exit(status.code)
}
