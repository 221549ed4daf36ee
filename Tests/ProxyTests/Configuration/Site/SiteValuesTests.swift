import TestSupport
import Testing

@testable import Proxy

/// The files that a site makes.
@Suite struct SiteValuesTests {
    private func files(_ site: Site, overrides: [Overrides.File] = []) throws -> [String: String] {
        let tree = try NginxTree(proxyConfiguration(), site: site, overrides: overrides)
        return Dictionary(
            uniqueKeysWithValues: tree.files.map { ($0.path, String(decoding: $0.contents, as: UTF8.self)) })
    }

    private let locations = "conf.d/django.conf.d/locations/"

    /// The directives without comments and blanks.
    private func code(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n").map { String($0.trimmingPrefix { $0 == " " }) }.filter {
            !$0.hasPrefix("#")
        }
    }

    @Test func aFolderOfTheProjectsIsTheOnlyOne() throws {
        let text = try code(files(everySite)[locations + "static.conf"])
        #expect(
            text.prefix(8) == [
                "location \"/shop/static/\" {", "if ($hidden_name) {", "return 404;", "}", "alias \"/srv/static/\";",
                "disable_symlinks if_not_owner \"from=/srv\";", "try_files $uri @static_missing;",
                "include conf.d/django.conf.d/static_headers.conf;",
            ])
    }

    @Test func whereNoFolderAboveIsFirmEachIsLookedAt() throws {
        let text = try code(files(everySite)[locations + "media.conf"])
        #expect(text.contains("disable_symlinks on;") && text.contains("alias \"/data/uploads/\";"))
        #expect(text.contains("try_files $uri @media_not_found;"))
    }

    @Test func withoutASiteFileTheContractsFoldersAreServed() throws {
        let files = try files(.contract)
        let text = code(files[locations + "static.conf"])
        for line in [
            "location \"/static/\" {", "alias \"/app/static/\";", "disable_symlinks if_not_owner \"from=/app/static\";",
            "try_files $uri @staticfiles;", "try_files /staticfiles/$static_name =404;",
        ] { #expect(text.contains(line), "\(line)") }
        #expect(Set(Templates.rootFilesOnly).isDisjoint(with: files.keys))
        #expect(files["conf.d/django.conf.d/maps/static_immutable.conf"] == nil)
        #expect(!code(files[locations + "root.conf"]).joined().contains("include conf.d/django.conf.d/site_root.conf"))
        #expect(!code(files["nginx.conf"]).joined().contains("map_hash"))
    }

    @Test func whatIsNotServedHasNoFile() throws {
        var site = Site.contract
        (site.staticFiles, site.media) = (nil, nil)
        let files = try files(site)
        #expect(files[locations + "static.conf"] == nil && files[locations + "media.conf"] == nil)
    }

    @Test func aFileOfTheUsersAtThePathIsUsedWhateverTheSiteSays() throws {
        let own = Overrides.File(path: locations + "static.conf", contents: [7], source: "/etc/nginx/x")
        var site = Site.contract
        site.staticFiles = nil
        #expect(try files(site, overrides: [own])[own.path] == "\u{7}")
    }

    @Test func afterTwoFoldersThereIsOnePauseLess() throws {
        var site = Site.contract
        site.missing = .application
        #expect(try code(files(site)[locations + "static.conf"]).contains("set $gunicorn_unreached @unreached_2;"))
        #expect(try code(files(everySite)[locations + "static.conf"]).contains("set $gunicorn_unreached @unreached_1;"))
    }

    @Test func namesHaveATable() throws {
        var site = everySite
        site.immutable = (0..<20_000).map { "css/app-\($0).5e3f.css" }
        let files = try files(site)
        #expect(code(files["nginx.conf"]).contains("map_hash_max_size 200000;"))
        let map = files["conf.d/django.conf.d/maps/static_immutable.conf"] ?? ""
        #expect(map.contains("\"css/app-19999.5e3f.css\" \"max-age=315360000, public, immutable\";"))
        let cache = files["conf.d/django.conf.d/maps/static_cache_control.conf"] ?? ""
        #expect(cache.contains("default $static_cache_control_by_name;"))
        #expect(cache.contains("\"~^(?:/shop/static/|/static(?:files)?/)(?:.*/)?[^/]+"))
    }
}
