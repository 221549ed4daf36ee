import Glibc
import Launch
import Settings

/// The process between our children and whoever reads their lines: it never stops reading, so that they never wait.
///
/// It is the runner's own binary with a hidden first word, as the trampoline is. One thread, one poll(2) without a
/// time limit: while nothing is written, it makes no system call.
package enum LogRelay {
    static let word = "__relay"
    /// Bytes that wait for a reader, for each stream.
    static let limit = 1024 * 1024

    /// Its whole command line. The first word is what `ps` shows.
    package static func commandLine(program: String, format: LogFormat, pipes: LogPipes) -> [String] {
        ["\(program): log relay", word, program, format.rawValue] + pipes.arguments
    }

    /// Call first in `main`: returns at once unless this process is a relay; else it never returns.
    ///
    /// - Parameter line: writes a warning of the program as a log line in the format.
    package static func runIfAsked(line: @escaping (_ program: String, LogFormat, _ message: String) -> String) {
        let arguments = CommandLine.arguments
        guard arguments.count >= 8, arguments[1] == word, let control = Int32(arguments[4]) else { return }
        // What a terminal or an operator sends to everybody is not for it: it ends after all who write.
        SignalQueue.blockAll()
        _ = ProcessControl.forbidNewPrivileges()
        let format = LogFormat(rawValue: arguments[3]) ?? .text
        let streams = stride(from: 5, to: arguments.count - 2, by: 3).compactMap { first -> LogRelayStream? in
            guard let input = Int32(arguments[first + 1]), let output = Int32(arguments[first + 2]) else { return nil }
            let name = arguments[first]
            return LogRelayStream(input: input, sink: LogSink(output)) { gap in
                let lines = gap.lines == 1 ? "1 line" : "\(gap.lines) lines"
                let message =
                    "dropped \(lines) of \(name): nobody read for \(gap.seconds.shortText) s "
                    + "(\(CommonSettings.logOverflow.name)=\(LogOverflow.drop.rawValue))"
                // Nginx's access log is there, of which every line is JSON.
                return line(arguments[2], name == "stdout" ? .json : format, message)
            }
        }
        var loop = LogRelayLoop(streams: streams, control: control)
        loop.run()
        exit(0)
    }
}
