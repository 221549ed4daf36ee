import Settings
import Testing

@Suite struct PathsTests {
    @Test(arguments: [
        ("/run/django/s", "/run/django"), ("/run", "/"), ("/", "/"), ("", "/"), ("//a///b/", "/a"),
        ("/a/\u{301}b", "/a"),
    ])
    func theParentIsTheFolderAbove(path: String, parent: String) {
        #expect(Paths.parent(of: path) == parent)
    }

    @Test func namesAreSplitAndJoined() {
        #expect(Paths.parts(of: "//a//\u{301}b/") == ["a", "\u{301}b"])
        #expect(Paths.joined(["a", "b"]) == "/a/b" && Paths.joined([]) == "/")
    }
}
