import Testing

@testable import AppRunner
@testable import Launch
@testable import System

/// Where publishing copies from.
@Suite final class CollectedFoldersTests {
    private let folder: String
    private let usual = ["/app/static", "/app/staticfiles"]

    init() throws {
        folder = "/tmp/collected-" + FileTree.uniqueSuffix()
        for name in ["", "/root", "/root/inside"] { try FileTree.makeDirectory(DirectorySpec(folder + name)) }
    }

    deinit { FileTree.removeTree(folder) }

    private func chosen(_ text: String) throws -> CollectedFolders {
        try FileTree.write(FileSpec(folder + "/site", contents: Array(text.utf8)))
        return CollectedFolders(site: folder + "/site", usual: usual)
    }

    @Test func theRootOfTheSettings() throws {
        #expect(try chosen("version=1\nstatic_root=\(folder)/root\n").paths == [folder + "/root"])
    }

    @Test func withoutSuchAFolderTheUsualOnes() throws {
        let roots = ["", "\(folder)/missing", "\(folder)/site", "root", "../root"]
        for root in roots { #expect(try chosen("version=1\nstatic_root=\(root)\n").paths == usual, "\(root)") }
        #expect(try chosen("").paths == usual)
        #expect(try chosen("version=2\nstatic_root=\(folder)/root\n").paths == usual)
        #expect(
            try chosen("version=1\nstatic_root=\(folder)/root\n" + String(repeating: "x", count: 70_000)).paths == usual
        )
        #expect(CollectedFolders(site: nil, usual: usual).paths == usual)
        #expect(CollectedFolders(site: folder + "/none", usual: usual).paths == usual)
        #expect(CollectedFolders(site: folder, usual: usual).paths == usual)
    }

    @Test func theTargetIsApart() throws {
        let folders = try chosen("version=1\nstatic_root=\(folder)/root\n")
        #expect(throws: PlanFailure.self) { try folders.apart(from: self.folder) }
        #expect(throws: PlanFailure.self) { try folders.apart(from: self.folder + "/root/inside") }
        #expect(try folders.apart(from: folder + "/root") == [folder + "/root"])
        #expect(try folders.apart(from: folder + "/rooted") == [folder + "/root"])
    }
}
