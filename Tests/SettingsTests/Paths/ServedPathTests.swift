import Testing

@testable import Settings

@Suite struct ServedPathTests {
    private func refusal(_ path: String, app: String = "/app") -> String? {
        ServedPath.refusal(of: path, layout: Layout(app: app, run: "/run", config: "/etc"))
    }

    @Test(arguments: ["/app/static", "/srv/site", "/var/www/x", "/usr/src/app/static", "/home/u/site", "/mnt/media"])
    func aFolderOfASite(path: String) {
        #expect(refusal(path) == nil)
    }

    @Test(arguments: [
        ("/", "is /"), ("/app", "is the app folder itself"), ("/app/../etc", "has . or .. as a folder's name"),
        ("/run/x", "is in /run"), ("/etc", "is in /etc"), ("/var/lib", "is in a system folder (/var)"),
        ("/var/www", "is in a system folder (/var)"), ("/home/u", "is a home folder"),
        ("/proc", "is in a system folder (/proc)"),
    ])
    func aFolderThatIsNoSite(path: String, reason: String) {
        #expect(refusal(path) == reason)
    }

    @Test func aFolderAboveTheProjectAndOneInsideIt() {
        #expect(refusal("/srv", app: "/srv/shop") == "holds the app folder")
        #expect(refusal("/var/app/static", app: "/var/app") == nil)
    }

    @Test func belowIsNotTheSameBeginning() {
        #expect(ServedPath.isBelow("/a/b", "/a") && !ServedPath.isBelow("/ab", "/a") && !ServedPath.isBelow("/a", "/a"))
        #expect(ServedPath.isBelow("/a", "/") && !ServedPath.isBelow("/", "/"))
    }
}
