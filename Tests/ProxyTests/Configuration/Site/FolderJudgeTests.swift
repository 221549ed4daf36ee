import Foundation
import TestSupport
import Testing

@testable import Proxy
@testable import Settings

@Suite struct FolderJudgeTests {
    private func judge(
        _ path: String, _ kind: FolderJudge.Kind = .files, _ disk: FolderJudge.Disk = disk(), app: String = "/app"
    ) -> FolderJudge.Verdict {
        FolderJudge(layout: Layout(app: app, run: "/run", config: "/etc"), disk: disk).judge(path, kind)
    }

    private func isRefused(_ verdict: FolderJudge.Verdict) -> Bool {
        if case .refused = verdict { true } else { false }
    }

    @Test(arguments: [
        "/app/collected", "/app/a/b", "/srv/static", "/data/uploads", "/mnt/media", "/home/app/web/static",
        "/var/www/site/static", "/usr/src/app/static", "/opt/site/static", "/library/static",
    ]) func aFolderForFilesIsServed(path: String) {
        #expect(judge(path) == .served(served(path)))
    }

    @Test(arguments: [
        "", "/", "//", "/.", "relative", "/app", "/app/", "/app/../etc", "/app/./x", "/run", "/run/gunicorn",
        "/run/nginx/conf",
        "/etc", "/etc/ssl", "/root", "/root/x", "/proc", "/proc/self/root", "/sys", "/dev/shm", "/tmp", "/tmp/x",
        "/usr",
        "/usr/src", "/usr/lib/python3", "/usr/srcs", "/var", "/var/www", "/var/lib/x", "/var/wwwroot",
        "/var/run/secrets", "/bin", "/lib",
        "/lib64", "/boot", "/home", "/home/django", "/a\"b", "/a;b", "/a$b", "/a\nb", "/a\\b", "/a{b}",
        "/" + String(repeating: "a", count: 1024),
    ]) func aFolderThatHoldsOtherThingsIsRefused(path: String) {
        #expect(isRefused(judge(path)))
    }

    @Test func whatALinkLeadsToIsJudgedToo() {
        let links = [
            "/app/a": "/etc/nginx", "/app/b": "/data/b", "/app/c": "/app", "/app/d": "/", "/app/e": "/srv/a\"b",
        ]
        for path in ["/app/a", "/app/c", "/app/d", "/app/e"] {
            #expect(isRefused(judge(path, .files, disk(links: links))), "\(path)")
        }
        #expect(judge("/app/b", .files, disk(links: links)) == .served(served("/data/b")))
    }

    @Test func aFolderThatTheProjectsUserCannotEnterIsRefused() {
        let django = Account(name: "django", uid: 1000, gid: 1000, groups: [1000], home: "/")
        var closed = disk()
        closed.isOpen = { folder, account in folder != "/srv/keys" && account == django }
        let layout = Layout(app: "/app", run: "/run", config: "/etc")
        let judge = FolderJudge(layout: layout, writer: django, disk: closed)
        #expect(judge.judge("/srv/keys", .files) == .refused("cannot be entered by user django"))
        #expect(judge.judge("/srv/static", .files) == .served(served("/srv/static")))
        #expect(FolderJudge(layout: layout, disk: closed).judge("/srv/keys", .files) == .served(served("/srv/keys")))
    }

    @Test func theAppFolderIsKnownByItsRealPathToo() {
        let links = ["/app": "/srv/code"]
        #expect(isRefused(judge("/srv/code", .files, disk(links: links))))
        #expect(isRefused(judge("/srv", .files, disk(links: links))))
        #expect(judge("/srv/code/static", .files, disk(links: links)) == .served(served("/srv/code/static")))
    }

    @Test func belowTheAppFolderASystemFolderIsNone() {
        #expect(judge("/tmp/x/app/static", app: "/tmp/x/app") == .served(served("/tmp/x/app/static")))
        #expect(isRefused(judge("/tmp/x", app: "/tmp/x/app")))
        #expect(isRefused(judge("/tmp/x/application", app: "/tmp/x/app")))
    }

    @Test(arguments: [".git", "manage.py", "pyproject.toml", "__init__.py", "settings.py"])
    func sourcesAreRefused(name: String) {
        #expect(isRefused(judge("/app/mysite", .files, disk(entries: ["/app/mysite/" + name]))))
    }

    @Test func anUploadedFileDoesNotMakeMediaSources() {
        let uploaded: Set<String> = ["/data/media/manage.py", "/data/media/settings.py", "/data/media/__init__.py"]
        #expect(judge("/data/media", .uploads, disk(entries: uploaded)) == .served(served("/data/media")))
    }

    @Test func sourcesAreNoMediaEither() {
        let root: Set<String> = ["/app/src/manage.py", "/app/src/mysite/__init__.py"]
        #expect(isRefused(judge("/app/src", .uploads, disk(entries: root, folders: ["/app/src": ["mysite"]]))))
        let package: Set<String> = ["/app/manage.py", "/app/mysite/settings.py"]
        #expect(isRefused(judge("/app/mysite", .uploads, disk(entries: package))))
        #expect(isRefused(judge("/app/x", .uploads, disk(entries: ["/app/x/.git"]))))
    }

    @Test func aFolderThatIsNotThereIsJudgedByItsName() {
        #expect(judge("/srv/x", .files, disk(absent: ["/srv/x"])) == .absent)
        #expect(isRefused(judge("/etc/x", .files, disk(absent: ["/etc/x"]))))
    }

    @Test func theDiskItself() throws {
        let folder = TemporaryFolder()
        mkdir(folder("files"), 0o755)
        try folder.write("file", "")
        symlink("files", folder("link"))
        symlink("nowhere", folder("broken"))
        let disk = FolderJudge.Disk()
        #expect(disk.resolve(folder("link")) == disk.resolve(folder("files")))
        #expect(disk.resolve(folder("file")) == nil && disk.resolve(folder("broken")) == nil)
        #expect(disk.has("broken", folder.path) && !disk.has("none", folder.path))
        #expect(disk.folders(folder.path) == ["files", "link"])
    }
}
