import Foundation
import Launch
import TestSupport
import Testing

@testable import Runner
@testable import System

@Suite struct StatusFileTests {
    private let folder = TemporaryFolder()

    private func text(pid: Int32 = getpid(), start: UInt64? = nil, _ more: String = "") -> String {
        "version=1\nkind=start\npid=\(pid)\nprocess_start=\(start ?? ProcessIdentity.start(of: getpid()) ?? 0)\n\(more)"
    }

    @Test func aWaitWithItsBeginning() throws {
        try folder.write("s", text("part=migrate\nreason=database default: a=b\nwaiting_since=12.500\nunknown=1\n"))
        let status = try #require(StatusFile.living(in: folder("s")))
        #expect(status.kind == "start" && status.pid == getpid() && status.part == "migrate")
        #expect(status.wait == StatusFile.Wait(reason: "database default: a=b", since: 12.5))
    }

    @Test(arguments: ["", "reason=\nwaiting_since=\npart=\n", "reason=x\nwaiting_since=nan\n", "waiting_since=1\n"])
    func anEmptyValueIsNone(more: String) throws {
        let status = try #require(StatusFile(StateLines(text(more))))
        #expect(status.wait == nil && status.part == nil)
    }

    @Test func theFileOfAnEarlierRun() throws {
        try folder.write("again", text(start: 1))
        try folder.write("gone", text(pid: Int32.max))
        for name in ["again", "gone", "none"] { #expect(StatusFile.living(in: folder(name)) == nil) }
    }

    @Test(arguments: [
        "", "kind=start\npid=1", "kind=start\npid=-1\nprocess_start=1", "pid=1\nprocess_start=1", "\u{0}=",
    ])
    func whatIsNoStatus(text: String) {
        #expect(StatusFile(StateLines(text)) == nil)
    }

    @Test func onlyASmallRegularFileIsRead() throws {
        try folder.write("real", text())
        try folder.write("long", text(String(repeating: "x", count: 65 << 10)))
        #expect(mkfifo(folder("fifo"), 0o644) == 0 && symlink(folder("real"), folder("link")) == 0)
        try FileTree.makeDirectory(DirectorySpec(folder("folder")))
        #expect(StatusFile.living(in: folder("real")) != nil)
        for name in ["long", "fifo", "link", "folder"] { #expect(StatusFile.living(in: folder(name)) == nil) }
    }
}
