import Foundation
import TestSupport
import Testing

@testable import System

@Suite struct FileTreeReadOwnTests {
    private let folder = TemporaryFolder()

    @Test func stateFilesAreRegularAndSmall() throws {
        let read = { name, limit in try? FileTree.readOwn(self.folder(name), limit: limit).get() }
        try folder.write("text", "abc")
        #expect(read("text", 3) == Array("abc".utf8) && read("text", 2) == nil)
        #expect(mkfifo(folder("fifo"), 0o644) == 0 && symlink(folder("text"), folder("link")) == 0)
        for name in ["fifo", "link", ".", "none"] { #expect(read(name, 3) == nil) }
    }
}
