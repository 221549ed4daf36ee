import Foundation
import Logging
import TestSupport
import Testing

@testable import Launch
@testable import Runner
@testable import System

@Suite struct ReloadWatchTests {
    private let folder = TemporaryFolder()
    private let watch: ReloadWatch

    init() {
        signal(SIGIO, SIG_IGN)
        watch = ReloadWatch(
            WatchSpec([folder("site"), folder("list")], notice: "changed"),
            logger: Self.silent)
    }

    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func onlyAnotherContentIsAChange() throws {
        try folder.write("site", "one")
        watch.remember()
        #expect(!watch.isChanged)
        try folder.write("site", "one")
        #expect(!watch.isChanged, "written again")
        try folder.write("site", "two")
        #expect(watch.isChanged)
        watch.remember()
        #expect(!watch.isChanged)
        try folder.write("list", "a")
        #expect(watch.isChanged, "the second file")
    }

    @Test func aFileThatComesIsAChangeAndOneThatGoesIsNone() throws {
        watch.remember()
        #expect(!watch.isChanged, "none there")
        try folder.write("site", "")
        #expect(watch.isChanged, "an empty one is one")
        watch.remember()
        unlink(folder("site"))
        #expect(!watch.isChanged)
        try folder.write("site", "")
        #expect(!watch.isChanged, "back as it was")
        unlink(folder("site"))
        watch.remember()
        try folder.write("site", "")
        #expect(watch.isChanged, "the last step did not see it")
    }

    @Test(.timeLimit(.minutes(1))) func whatIsNoReadableFileChangesNothing() throws {
        try folder.write("site", "one")
        watch.remember()
        unlink(folder("site"))
        mkfifo(folder("site"), 0o600)
        #expect(!watch.isChanged)
        unlink(folder("site"))
        try folder.write("other", "two")
        symlink("other", folder("site"))
        #expect(!watch.isChanged, "a link leads to any file")
        unlink(folder("site"))
        try folder.write("site", String(repeating: "x", count: (8 << 20) + 1))
        #expect(!watch.isChanged)
    }

    @Test func whereTheKernelCannotTellItLooksNowAndThen() throws {
        let spec = WatchSpec(["/proc/self/environ/site"], notice: "changed")
        let watch = ReloadWatch(spec, logger: Self.silent, interval: 0)
        let first = try #require(watch.nextPoll)
        #expect(first <= Clock.monotonic() && watch.pollIfDue().isEmpty && watch.nextPoll == first)
        #expect(watch.takeEvents().isEmpty)
    }

    @Test func eventsBecomeOneEvent() throws {
        #expect(watch.takeEvents().isEmpty)
        try folder.write("site", "one")
        try folder.write("list", "one")
        #expect(watch.takeEvents() == [.filesTouched])
        #expect(watch.takeEvents().isEmpty)
        #expect(watch.nextPoll == nil && watch.pollIfDue().isEmpty, "nothing is timed")
    }
}
