import Glibc
import Launch
import Settings

/// The process between the runner's children and the reader of their lines: it never stops reading, so that they never wait.
///
/// It is the runner's own binary with a hidden first word, as the trampoline is. One thread, one poll(2) without a
/// time limit: while nothing is written, it makes no system call.
package enum LogRelay {
    /// Bytes that wait for a reader, for each stream.
    static let limit = 1024 * 1024

    /// The whole command line of a relay for the pipes.
    ///
    /// - Parameters:
    ///   - program: the program whose streams they are.
    ///   - format: the format of the relay's own lines.
    package static func commandLine(program: String, format: LogFormat, pipes: LogPipes) -> [String] {
        InternalRole.relay(pipes.order(program: program, format: format)).commandLine
    }

    /// Relays until the order to end, or all writers are gone.
    ///
    /// - Parameter line: writes a warning of the program as a log line in the format.
    static func run(
        _ order: RelayOrder, line: @escaping (_ program: String, LogFormat, _ message: String) -> String
    ) -> Never {
        // Signals to a whole process group or session are not for it: it ends after all processes that write.
        SignalQueue.blockAll()
        _ = ProcessControl.forbidNewPrivileges()
        let streams = order.streams.map { stream in
            LogRelayStream(input: stream.input, sink: LogSink(stream.output)) { gap in
                let lines = gap.lines == 1 ? "1 line" : "\(gap.lines) lines"
                let message =
                    "dropped \(lines) of \(stream.name): not read for \(gap.seconds.shortText) s "
                    + "(\(CommonSettings.logOverflow.name)=\(LogOverflow.drop.rawValue))"
                // Nginx's access log is there, of which every line is JSON.
                return line(order.program, stream.name == "stdout" ? .json : order.format, message)
            }
        }
        var loop = LogRelayLoop(streams: streams, control: order.control)
        loop.run()
        exit(0)
    }
}
