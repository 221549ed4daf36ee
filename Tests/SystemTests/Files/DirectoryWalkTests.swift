import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct DirectoryWalkTests {
    private let folder = TemporaryFolder()

    private func walk(_ path: String, stopAt: Int = .max) -> (visited: [String], finished: Bool) {
        var visited: [String] = []
        let finished = DirectoryWalk.bottomUp(path.cString) { entry in
            let name = String(decoding: entry.path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            visited.append(String(name.dropFirst(folder.path.count)) + (entry.isFolder ? "/" : ""))
            return visited.count < stopAt
        }
        return (visited, finished)
    }

    @Test func whatAFolderHoldsComesBeforeIt() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("a/b")))
        try folder.write("a/b/.hidden", "")
        try folder.write("a/f", "")
        let (visited, finished) = walk(folder.path)
        #expect(finished && Set(visited) == ["/a/b/.hidden", "/a/b/", "/a/f", "/a/", "/"])
        let place = Dictionary(uniqueKeysWithValues: visited.enumerated().map { ($1, $0) })
        #expect(visited.last == "/")
        #expect(try #require(place["/a/b/.hidden"]) < (try #require(place["/a/b/"])))
        #expect(try #require(place["/a/f"]) < (try #require(place["/a/"])))
    }

    @Test func linksAreEntriesThatAreNotFollowed() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("outside")))
        try folder.write("outside/f", "")
        try FileTree.makeDirectory(DirectorySpec(folder("in")))
        try FileTree.switchLink(folder("in/link"), to: "../outside")
        try FileTree.switchLink(folder("in/dangling"), to: "nowhere")
        #expect(Set(walk(folder("in")).visited) == ["/in/link", "/in/dangling", "/in/"])
    }

    @Test func namesThatAreNoTextAreVisitedAsBytes() throws {
        let raw: [CChar] = folder.path.cString.dropLast() + [0x2F, CChar(bitPattern: 0xE4), CChar(bitPattern: 0xFF), 0]
        let descriptor = try #require(Optional(open(raw, O_CREAT | O_WRONLY, 0o644)).flatMap { $0 < 0 ? nil : $0 })
        close(descriptor)
        var seen: [[CChar]] = []
        DirectoryWalk.bottomUp(folder.path.cString) { entry in
            if !entry.isFolder { seen.append(entry.path) }
            return true
        }
        #expect(seen == [raw])
    }

    @Test func aFalseEndsTheWalkThere() throws {
        for name in ["a", "b", "c"] { try folder.write(name, "") }
        let (visited, finished) = walk(folder.path, stopAt: 2)
        #expect(visited.count == 2 && !finished)
    }

    @Test func aTreeTooDeepEndsTheWalk() throws {
        var parent = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for _ in 0...DirectoryWalk.maximumDepth {
            mkdirat(parent, "d", 0o755)
            let next = openat(parent, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            close(parent)
            parent = next
        }
        close(parent)
        var count = 0
        #expect(
            !DirectoryWalk.bottomUp(folder.path.cString) { _ in
                count += 1
                return true
            })
        #expect(count == 0)
        _ = try? FileManager.default.removeItem(atPath: folder("d"))
    }

    @Test func aMissingPathIsNothingToVisit() {
        let (visited, finished) = walk(folder("none"))
        #expect(visited.isEmpty && finished)
    }

    @Test func aFileIsVisitedItself() throws {
        try folder.write("f", "")
        #expect(walk(folder("f")).visited == ["/f"])
    }
}
