import Testing

@testable import System

@Suite struct ServingMarkTests {
    private let folder = "/tmp/serving-\(FileTree.uniqueSuffix())"

    @Test func theStatesOfAProxy() throws {
        #expect(ServingMark.state(folder) == .gone, "no folder")
        do {
            let mark = try #require(ServingMark(folder), "it makes the folder")
            #expect(ServingMark.state(folder) == .serving)
            let second = try #require(ServingMark(folder), "two proxies may share an app")
            mark.beginDraining()
            #expect(ServingMark.state(folder) == .serving)
            second.beginDraining()
            #expect(ServingMark.state(folder) == .draining)
        }
        #expect(ServingMark.state(folder) == .gone)
        FileTree.removeTree(folder)
    }

    @Test func aFolderThatCannotBeIsNoError() {
        #expect(ServingMark("/proc/nowhere/at/all") == nil)
    }
}
