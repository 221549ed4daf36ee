import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct WishedDirectoryTests {
    private let impossible = "/proc/self/not/here"

    @Test func whatTheStartNeedsIsAnError() {
        #expect(throws: PlanFailure.self) { try WishedDirectory.make(DirectorySpec(impossible)) }
    }

    @Test func whatItCanDoWithoutIsAWarning() throws {
        let warning = try #require(
            try WishedDirectory.make(DirectorySpec(impossible, ifImpossible: .warns("uploads will fail"))))
        #expect(warning.hasPrefix("cannot make folder \(impossible): "))
        #expect(warning.contains(" belongs to ") && warning.contains("this process runs as "))
        #expect(warning.contains("(uid ") && warning.contains(": uploads will fail; "))
    }

    @Test func whatSomethingElseJudgesIsLeft() throws {
        #expect(try WishedDirectory.make(DirectorySpec(impossible, ifImpossible: .isLeft)) == nil)
    }

    @Test func nothingIsSaidOfOneThatIsMade() throws {
        let scratch = TemporaryFolder()
        #expect(try WishedDirectory.make(DirectorySpec(scratch.path + "/media", ifImpossible: .warns("never"))) == nil)
        #expect(FileTree.isDirectory(scratch.path + "/media"))
    }
}
