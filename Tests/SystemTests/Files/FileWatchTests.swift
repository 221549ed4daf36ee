import Foundation
import TestSupport
import Testing

@testable import System

@Suite struct FileWatchTests {
    private let folder = TemporaryFolder()

    init() {
        // The runner blocks it and takes it by sigtimedwait(2); by default it would end this process.
        signal(SIGIO, SIG_IGN)
    }

    private func watch() -> FileWatch { FileWatch([folder("a/b/site"), folder("a/b/site.immutable")]) }

    private func put(_ name: String, _ text: String = "x") throws {
        let file = open(folder(name), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o644)
        try #require(write(file, text, text.utf8.count) == text.utf8.count)
        close(file)
    }

    private func made(_ name: String) -> String {
        close(open(folder(name), O_CREAT | O_WRONLY | O_CLOEXEC, 0o644))
        return folder(name)
    }

    private func make(_ name: String) { mkdir(folder(name), 0o755) }

    @Test func aFileThatIsWrittenOrPutInPlaceIsTold() throws {
        make("a")
        make("a/b")
        let watch = watch()
        #expect(watch.problem == nil && !watch.takeEvents())
        try put("a/b/site")
        #expect(watch.takeEvents(), "written")
        #expect(!watch.takeEvents(), "told once")
        try put("a/b/other")
        #expect(!watch.takeEvents(), "another file of the folder")
        rename(folder("a/b/other"), folder("a/b/site"))
        #expect(watch.takeEvents(), "renamed over it")
        chmod(folder("a/b/site"), 0o600)
        #expect(watch.takeEvents(), "its mode")
        link(folder("a/b/site"), folder("a/b/site.immutable"))
        #expect(watch.takeEvents(), "a link to a file that is complete")
        unlink(folder("a/b/site"))
        _ = watch.takeEvents()
        try put("a/b/site")
        #expect(watch.takeEvents(), "made again")
    }

    /// A pipe stands in for the kernel: whenever there is room in it, a thread writes events.
    @Test func aWriterThatNeverRestsIsNotFollowed() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let (reader, writer) = (ends[0], ends[1])
        signal(SIGPIPE, SIG_IGN)
        let events = [UInt8](repeating: 0, count: 65_536)
        let thread = Thread { while write(writer, events, events.count) > 0 {} }
        thread.start()
        var item = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        try #require(poll(&item, 1, -1) == 1)
        #expect(InotifyEvent.read(reader).count <= 65_536 / 16)
        close(reader)
    }

    @Test func aFolderThatComesLaterIsWaitedFor() throws {
        let watch = watch()
        #expect(watch.problem == nil && !watch.takeEvents())
        make("a")
        #expect(watch.takeEvents())
        make("a/b")
        #expect(watch.takeEvents())
        try put("a/b/site")
        #expect(watch.takeEvents())
    }

    @Test func aWholeTreeThatIsMovedIntoPlaceIsSeen() throws {
        let watch = watch()
        make("new")
        make("new/b")
        try put("new/b/site")
        _ = watch.takeEvents()
        rename(folder("new"), folder("a"))
        #expect(watch.takeEvents(), "the file may be there")
        try put("a/b/site", "another")
        #expect(watch.takeEvents())
    }

    @Test func aFolderThatIsReplacedIsFoundAgain() throws {
        make("a")
        make("a/b")
        let watch = watch()
        for _ in 0..<3 {
            FileTree.removeTree(folder("a"))
            #expect(watch.takeEvents(), "gone")
            make("a")
            make("a/b")
            #expect(watch.takeEvents(), "back")
            try put("a/b/site")
            #expect(watch.takeEvents())
            #expect(!watch.takeEvents(), "the ends of earlier watches are no news")
        }
    }

    @Test func moreEventsThanTheKernelKeepsMeanThatAnythingMayHaveChanged() throws {
        make("a")
        make("a/b")
        let watch = watch()
        let limit = Int(try folderLimit()) ?? 16384
        // The same event twice in a row is one.
        let names = [made("a/b/x"), made("a/b/y")]
        for index in 0..<(limit / 2 + 10) { for name in names { chmod(name, 0o600 + mode_t(index % 2)) } }
        #expect(watch.takeEvents())
    }

    private func folderLimit() throws -> String {
        String(decoding: try FileTree.read("/proc/sys/fs/inotify/max_queued_events").get().dropLast(), as: UTF8.self)
    }

    @Test func whatCannotBeWatchedIsSaid() throws {
        let problem = FileWatch(["/proc/self/environ/none/site"]).problem
        #expect(problem?.hasPrefix("cannot open folder /proc/self/environ") == true)
    }

    @Test func eventsAreReadWithTheirPadding() {
        func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
        let padded = Array("site".utf8) + [UInt8](repeating: 0, count: 12)
        let named = number(7) + number(0x80) + number(0) + number(16) + padded
        let lost = number(UInt32.max) + number(0x4000) + number(0) + number(0)
        let events = (named + lost).withUnsafeBytes { InotifyEvent.parse($0) }
        #expect(events.map(\.watch) == [7, -1] && events.map(\.name) == ["site", ""])
        #expect(events.map(\.isOverflow) == [false, true] && events.map(\.isEnd) == [false, false])
    }
}
