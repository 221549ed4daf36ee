import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import System

@Suite struct StaticPublisherTests {
    private let folder = TemporaryFolder()

    init() throws {
        for name in ["from", "from/css", "volume"] { try FileTree.makeDirectory(DirectorySpec(folder(name))) }
        try folder.write("from/css/site.css", "a {}")
        try folder.write("from/robots.txt", "none")
    }

    private func publish(isInterrupted: @escaping () -> Bool = { false }) throws -> PublishProgress {
        let source = try StaticSource(folders: [folder("from")])
        return try StaticPublisher(
            target: folder("volume"), source: source, isInterrupted: isInterrupted, progress: { _ in }, tell: { _ in }
        ).publish()
    }

    private var names: [String] {
        get throws { try FileTree.names(in: folder("volume")).get().filter { $0 != StaticPublisher.lockName }.sorted() }
    }

    @Test func filesAreCopiedOnceAndReplacedWhenTheyChange() throws {
        #expect(try publish().added == 2)
        #expect(try folder.text("volume/css/site.css") == "a {}")
        #expect(try publish().unchanged == 2)
        FileTree.remove(folder("from/css/site.css"))
        try folder.write("from/css/site.css", "b { }")
        let progress = try publish()
        #expect(progress.replaced == 1 && progress.unchanged == 1)
        #expect(try folder.text("volume/css/site.css") == "b { }")
    }

    @Test func aFileThatIsGoneFromTheSourceStays() throws {
        _ = try publish()
        FileTree.remove(folder("from/robots.txt"))
        _ = try publish()
        #expect(try names == ["css", "robots.txt"])
    }

    @Test func anInterruptionChangesNothing() throws {
        #expect(throws: StaticPublisher.interrupted) { try publish(isInterrupted: { true }) }
        #expect(try names == [])
    }

    @Test func whatAKilledPublisherLeftIsRemoved() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("volume/\(StaticPublisher.stagingPrefix)1")))
        _ = try publish()
        #expect(try names == ["css", "robots.txt"])
    }

    @Test func aFolderInAFilesPlaceIsAnErrorAndNoFileIsPutInPlace() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("volume/robots.txt")))
        #expect(throws: PlanFailure.self) { try publish() }
        #expect(FileTree.regularFileSize(folder("volume/css/site.css")) == nil)
        #expect(FileTree.isDirectory(folder("volume/robots.txt")))
    }
}
