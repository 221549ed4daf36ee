import CLinux
import Glibc
import Launch
import Settings

/// The pipes that stand in for our stdout and stderr while a relay reads them and writes to the real ones.
///
/// We keep both ends of each: what is in a pipe outlives a relay, and no child ever gets SIGPIPE.
package final class LogPipes {
    private struct Stream {
        let name: String
        /// Our descriptors that it stands in for: 1, 2 or, when they lead to the same place, both.
        var targets: [Int32]
        let readEnd: Int32
        let writeEnd: Int32
    }

    private var streams: [Stream] = []
    /// The real ones, by the descriptor they were.
    private var real: [Int32: Int32] = [:]
    /// The relay reads its order to end from here. Not a signal: a service manager may send SIGTERM to every process.
    private let control: [Int32]

    /// nil when neither stdout nor stderr is a pipe or a stream socket: a terminal is a person's, a file never stalls.
    package init?() throws(PlanFailure) {
        guard Self.canRelay(1) || Self.canRelay(2) else { return nil }
        control = try Self.makePipe()
        for target in [Int32(1), 2] where Self.canRelay(target) {
            let saved = fcntl(target, F_DUPFD_CLOEXEC, 3)
            guard saved >= 0 else { throw Self.failure() }
            real[target] = saved
            if let first = streams.first, Self.isSame(first.targets[0], target) {
                streams = [
                    Stream(name: "output", targets: [1, 2], readEnd: first.readEnd, writeEnd: first.writeEnd)
                ]
            } else {
                let ends = try Self.makePipe()
                // With a bigger one a relay that is started again finds more; a megabyte would count too much towards
                // what one user may have in all pipes (pipe(7), pipe-user-pages-soft).
                _ = linux_set_pipe_size(ends[1], 256 * 1024)
                // A child of another user may open it by name: /dev/stderr is a file that a project can log to.
                fchmod(ends[1], 0o622)
                _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
                streams.append(
                    Stream(
                        name: target == 1 ? "stdout" : "stderr", targets: [target], readEnd: ends[0],
                        writeEnd: ends[1]))
            }
        }
    }

    /// The orders for the relay.
    func order(program: String, format: LogFormat) -> RelayOrder {
        RelayOrder(
            program: program, format: format, control: control[0],
            streams: streams.map { .init(name: $0.name, input: $0.readEnd, output: $0.targets[0]) })
    }

    /// Starts a process that has the real stdout and stderr, and the ends that it reads.
    func handOver(_ start: () throws(PlanFailure) -> Int32) throws(PlanFailure) -> Int32 {
        let inherited = [control[0]] + streams.map(\.readEnd)
        restore()
        for descriptor in inherited { _ = fcntl(descriptor, F_SETFD, 0) }
        defer {
            for descriptor in inherited { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
            redirect()
        }
        return try start()
    }

    /// Tells the relay to write what is in the pipes, and to end.
    package func askToEnd() {
        var byte: UInt8 = 0
        _ = write(control[1], &byte, 1)
    }

    /// Our own stdout and stderr, and those of the children to come, are the pipes.
    private func redirect() {
        for stream in streams {
            for target in stream.targets {
                dup2(stream.writeEnd, target)
                if target == 2 { StandardError.useOwnDescription() }
            }
        }
    }

    /// Our stdout and stderr are the real ones again.
    package func restore() {
        StandardError.useInherited()
        for (target, saved) in real { dup2(saved, target) }
    }

    static func canRelay(_ descriptor: Int32) -> Bool {
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return false }
        if info.st_mode & S_IFMT == S_IFIFO { return true }
        var kind: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        // A datagram is a message: lines put together would be another one.
        return info.st_mode & S_IFMT == S_IFSOCK && getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &size) == 0
            && kind == Int32(SOCK_STREAM.rawValue)
    }

    private static func isSame(_ one: Int32, _ other: Int32) -> Bool {
        var infos = [stat(), stat()]
        return fstat(one, &infos[0]) == 0 && fstat(other, &infos[1]) == 0 && infos[0].st_dev == infos[1].st_dev
            && infos[0].st_ino == infos[1].st_ino
    }

    private static func makePipe() throws(PlanFailure) -> [Int32] {
        var ends: [Int32] = [-1, -1]
        guard linux_pipe(&ends) == 0 else { throw failure() }
        return ends
    }

    private static func failure() -> PlanFailure {
        PlanFailure("cannot relay the log: \(systemReason())", status: .failure)
    }
}
