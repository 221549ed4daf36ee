import Foundation
import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Runner
@testable import System

/// What happens before the first process: everything is judged before anything is changed.
@Suite struct PreparationTests {
    private let folder = TemporaryFolder()

    private func plan(_ change: (inout LaunchPlan) -> Void = { _ in }) -> LaunchPlan {
        var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 1))
        plan.directories = [DirectorySpec(folder("run/x"), mode: 0o750)]
        plan.files = [FileSpec(folder("run/x/helper.py"), contents: Array("pass\n".utf8))]
        plan.obsoleteFiles = [folder("old"), folder("older")]
        plan.pidfiles = [PidfileSpec(folder("stale.pid"), program: "gunicorn")]
        plan.steps = [ProcessSpec("step", "sh")]
        plan.processes = [ProcessSpec("server", "sh")]
        change(&plan)
        return plan
    }

    private func perform(_ plan: LaunchPlan) throws(PlanFailure) {
        var sockets = ListeningSockets()
        defer { sockets.closePorts() }
        try Preparation.perform(plan, sockets: &sockets)
    }

    @Test func everythingIsPutInPlace() throws {
        try folder.write("old", "x")
        try folder.write("stale.pid", "999999999\n")
        try perform(plan())
        #expect(mode(of: folder("run/x")) == 0o750)
        #expect(try folder.text("run/x/helper.py") == "pass\n")
        #expect(try FileTree.list(folder.path).get() == ["run"])
    }

    private func expectUntouched(_ plan: LaunchPlan, status: ExitStatus, _ part: String) throws {
        try folder.write("old", "x")
        let failure = #expect(throws: PlanFailure.self) { try perform(plan) }
        #expect(failure?.status == status && failure?.message.contains(part) == true, "\(failure?.message ?? "")")
        #expect(try FileTree.list(folder.path).get().contains("old"))
        #expect(!FileTree.isDirectory(folder("run")))
    }

    @Test func aMissingProgramOfALaterProcessChangesNothing() throws {
        let missing = ProcessSpec("worker", "surely-not-here")
        try expectUntouched(plan { $0.processes.append(missing) }, status: .notFound, "surely-not-here")
    }

    @Test func aMissingProgramOfTheReloadChangesNothing() throws {
        let reload = ReloadSpec(step: ProcessSpec("render", folder("none")), gates: [])
        try expectUntouched(plan { $0.reload = reload }, status: .notFound, folder("none"))
    }

    @Test func aPortInUseNamesItsVariable() throws {
        let (descriptor, port) = try listeningPort()
        defer { close(descriptor) }
        try expectUntouched(
            plan { $0.ports = [PortSpec(port, variable: "STATUS_PORT", addresses: [.anyIPv4])] },
            status: .configuration, "set STATUS_PORT")
    }

    @Test func aServedSocketIsSaidBeforeAnythingRuns() throws {
        let spec = SocketSpec(path: folder("s"), mode: 0o660, backlog: 8, owner: nil)
        let descriptor = try UnixSocket.listen(spec)
        defer { close(descriptor) }
        try expectUntouched(plan { $0.processes[0].socket = spec }, status: .configuration, "another process serves it")
    }

    @Test func aFolderThatCannotBeMadeIsBadConfiguration() {
        let failure = #expect(throws: PlanFailure.self) {
            try perform(plan { $0.directories = [DirectorySpec("/proc/self/not/here")] })
        }
        #expect(failure?.status == .configuration)
    }

    /// A listener on a port that the system chose.
    private func listeningPort() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) + listen(descriptor, 1) + getsockname(descriptor, $0, &size)
            }
        }
        try #require(result == 0)
        return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
    }
}
