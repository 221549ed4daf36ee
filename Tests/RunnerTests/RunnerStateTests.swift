import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Runner
@testable import Settings
@testable import System

@Suite struct RunnerStateTests {
    private let folder = TemporaryFolder()

    private func state(_ role: RunnerRole = .web, pid: Int32 = getpid(), start: UInt64? = nil) -> RunnerState {
        RunnerState(
            role: role, celery: [.worker, .beat], pid: pid,
            processStart: start ?? ProcessIdentity.start(of: getpid()) ?? 0, written: 12.5)
    }

    @Test(arguments: RunnerRole.allCases) func itReadsWhatItWrites(role: RunnerRole) {
        #expect(RunnerState(state(role).text) == state(role))
    }

    @Test(
        arguments: [
            "", "role=web",
            "role=king\npid=1\nprocess_start=1\nwritten=1",
            "role=web\npid=0\nprocess_start=1\nwritten=1",
            "role=web\npid=1\nprocess_start=-1\nwritten=1", "role=web\npid=1\nprocess_start=1\nwritten=nan",
            "role=web\npid=99999999999\nprocess_start=1\nwritten=1",
        ])
    func whatIsNoState(text: String) {
        #expect(RunnerState(text) == nil)
    }

    @Test func aLivingRunner() throws {
        try folder.write("state", state().text)
        #expect(RunnerState.living(in: folder("state")) == state())
        try folder.write("state", state(start: 1).text)
        #expect(RunnerState.living(in: folder("state")) == nil, "the pid was given again")
        try folder.write("state", state(pid: Int32.max).text)
        #expect(RunnerState.living(in: folder("state")) == nil)
        #expect(RunnerState.living(in: folder("none")) == nil)
    }

    @Test func onlyACommandGivesItsPlaceAway() {
        #expect(!state(.web, pid: 1).yields(to: 2) && state(.web, pid: 2).yields(to: 2))
        #expect(state(.command, pid: 1).yields(to: 2))
    }

    @Test func itIsWrittenForThisProcess() throws {
        let spec = RunnerStateSpec(
            .beat, layout: Layout(app: "/app", run: folder.path, config: "/etc"), celery: [.beat])
        try RunnerState.announce(spec)
        let written = try #require(RunnerState.living(in: spec.path))
        #expect(written.role == .beat && written.celery == [.beat] && written.pid == getpid())
        RunnerState.withdraw(spec)
        #expect(try FileTree.names(in: folder.path).get() == [])
    }

    @Test func aFolderThatLeadsElsewhereGetsNothing() throws {
        let layout = Layout(app: "/app", run: folder.path, config: "/etc")
        try FileTree.makeDirectory(DirectorySpec(folder("elsewhere")))
        #expect(symlink(folder("elsewhere"), layout.bootstrapDirectory) == 0)
        #expect(throws: PlanFailure.self) { try RunnerState.announce(RunnerStateSpec(.web, layout: layout)) }
        #expect(try FileTree.names(in: folder("elsewhere")).get() == [])
    }
}
