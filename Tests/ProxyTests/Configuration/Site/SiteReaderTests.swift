import TestSupport
import Testing

@testable import Proxy
@testable import Settings

/// A disk on which every folder is there and nothing is in it.
func disk(
    absent: Set<String> = [], links: [String: String] = [:], entries: Set<String> = [],
    folders: [String: [String]] = [:]
) -> FolderJudge.Disk {
    FolderJudge.Disk(
        resolve: { absent.contains($0) ? nil : links[$0] ?? $0 }, has: { entries.contains($1 + "/" + $0) },
        folders: { folders[$0] ?? [] }, firm: { _ in "/app" })
}

func served(_ path: String) -> Site.ServedFolder { Site.ServedFolder(path: path, firm: "/app") }

@Suite struct SiteReaderTests {
    private let layout = Layout(app: "/app", run: "/run", config: "/etc")

    private func read(
        _ text: String, _ disk: FolderJudge.Disk = disk(), names: String = ""
    ) -> (site: Site, warnings: [String]) {
        var reader = SiteReader(judge: FolderJudge(layout: layout, disk: disk))
        let site = reader.site(text) { .success(Array(names.utf8)) }
        return (site, reader.warnings)
    }

    private let whole = """
        version=1
        settings=mysite.settings
        static_url=/shop/static/
        static_root=/app/collected
        static_missing=application
        media_url=/uploads/
        media_root=/data/uploads
        site_root=/app/public
        immutable=2
        """

    @Test func everyValueIsTaken() {
        let (site, warnings) = read(whole, names: "css/app.5e3f.css\njs/app.0123456789ab.js\n")
        #expect(warnings == [])
        #expect(
            site
                == Site(
                    staticFiles: .init(url: "/shop/static/", folder: served("/app/collected")),
                    media: .init(url: "/uploads/", folder: served("/data/uploads")), missing: .application,
                    rootFiles: served("/app/public"), immutable: ["css/app.5e3f.css"]))
        #expect(
            site.summary(layout) == "serves /shop/static/ from /app/collected (STATIC_ROOT), "
                + "/uploads/ from /data/uploads (MEDIA_ROOT), / from /app/public (WHITENOISE_ROOT)")
    }

    @Test func emptyValuesAreTheContracts() {
        let (site, warnings) = read("version=1\nstatic_url=\nstatic_root=\nstatic_missing=not-found\nmedia_url=\n")
        var expected = Site.contract
        expected.missing = .notFound
        #expect(site == expected && warnings == [] && site.summary(layout) == nil)
    }

    @Test(arguments: ["", "version=2", "static_url=/x/\nstatic_root=/srv/x", "version=1\r\nstatic_url=/x/\r\n", "\0"])
    func anUnknownVersionIsTheContract(text: String) {
        let (site, warnings) = read(text)
        #expect(site == .contract)
        #expect(warnings.count == 1 && warnings[0].hasPrefix("cannot use version of /run/gunicorn/site: "))
    }

    @Test func filesOnAnotherHostHaveNoLocation() {
        let (site, warnings) = read("version=1\nstatic_url=none\nmedia_url=none\n")
        #expect(site.staticFiles == nil && site.media == nil && warnings == [])
        #expect(site.summary(layout) == "serves no static files, no media")
    }

    /// A CDN that fetches from this site asks for the contract's URL.
    @Test(arguments: [("/app/static", true), ("/app/staticfiles", true), ("/app/collected", false), ("", false)])
    func filesOnAnotherHostInAFolderOfTheContracts(root: String, isServed: Bool) {
        let text = "version=1\nstatic_url=none\nstatic_root=\(root)\n"
        #expect(
            read(text).site.staticFiles == (isServed ? .init(url: "/static/", folder: served(root)) : nil))
        #expect(read(text, disk(absent: [root])).site.staticFiles == nil)
    }

    @Test(
        arguments: [
            ("/static/", "/media/", "/shop/static/", "/shop/media/"),
            ("/shop/static/", "/shop/media/", "/static/", "/media/"),
            ("/static/", "/shop/static/", nil, nil),
            ("/shop/", "/media/", nil, "/shop/media/"),
            ("/shopping/", "/media/", "/shop/shopping/", "/shop/media/"),
            ("/static/", "none", "/shop/static/", nil),
        ] as [(String, String, String?, String?)])
    func belowAPrefixEachPartHasTwoURLs(first: String, second: String, firstOther: String?, secondOther: String?) {
        let (site, warnings) = read("version=1\nscript_name=/shop\nstatic_url=\(first)\nmedia_url=\(second)\n")
        #expect(warnings == [] && site.staticFiles == .init(url: first, otherURL: firstOther))
        #expect(site.media?.otherURL == secondOther)
    }

    @Test(arguments: ["shop", "/", "/shop/", "/a;b", "/../x", "/.x", "/a b", "/$uri"])
    func aPrefixThatIsNoPathIsRefused(prefix: String) {
        let (site, warnings) = read("version=1\nscript_name=\(prefix)\n")
        #expect(site.staticFiles == .init(url: "/static/") && site.media == .init(url: "/media/"))
        #expect(warnings.count == 1 && warnings[0].hasPrefix("cannot use script_name of /run/gunicorn/site: it "))
    }

    @Test func aFolderThatIsNotInThisContainerLeavesTheContracts() {
        let (site, warnings) = read(whole, disk(absent: ["/app/collected", "/data/uploads", "/app/public"]))
        #expect(site.staticFiles == .init(url: "/shop/static/") && site.media == .init(url: "/uploads/"))
        #expect(site.rootFiles == nil && warnings == [])
    }

    @Test(arguments: ["static_root", "media_root", "site_root"])
    func aRefusedFolderCostsItsOwnPart(key: String) {
        let (site, warnings) = read(whole + "\n\(key)=/etc/nginx\n")
        #expect(warnings == ["cannot use \(key) of /run/gunicorn/site: it is in /etc; serves none of these files"])
        #expect((site.staticFiles == nil) == (key == "static_root"))
        #expect((site.media == nil) == (key == "media_root"))
        #expect((site.rootFiles == nil) == (key == "site_root"))
    }

    @Test func aWarningDoesNotRepeatTheValue() {
        let (_, warnings) = read(whole + "\nstatic_url=/a\"; root /;/\nstatic_missing=\u{1B}[2J\n")
        #expect(warnings.count == 2 && warnings.allSatisfy { !$0.contains("root /") && !$0.contains("\u{1B}") })
    }

    @Test func twoPartsAtOneURLAreOne() {
        let (site, warnings) = read("version=1\nmedia_url=/static/\n")
        #expect(site.media == nil && site.staticFiles == .init(url: "/static/") && warnings.count == 1)
    }

    @Test func namesThatCannotBeReadCostThemselvesOnly() {
        var reader = SiteReader(judge: FolderJudge(layout: layout, disk: disk()))
        let site = reader.site(whole) { .failure(.init("it is a FIFO, not a regular file")) }
        #expect(site.immutable == [] && site.staticFiles != nil && reader.warnings.count == 1)
        #expect(reader.warnings[0].contains("it is a FIFO"))
    }
}
