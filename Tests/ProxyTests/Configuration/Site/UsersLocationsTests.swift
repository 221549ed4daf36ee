import TestSupport
import Testing

@testable import Proxy

@Suite struct UsersLocationsTests {
    private func own(_ path: String, _ text: String) -> Overrides.File {
        Overrides.File(path: "conf.d/django.conf.d/" + path, contents: Array(text.utf8), source: "/etc/nginx/" + path)
    }

    @Test(arguments: [
        "location /static/ {\n}", "location ^~ /static/ { }", "# x\nlocation \"/static/\" { }",
        "location /static/{ root /x; }",
    ]) func aLocationOfTheUsersWins(text: String) {
        let (site, notes) = UsersLocations.leave(.contract, to: [own("locations/mine.conf", text)])
        #expect(site.staticFiles == nil && site.media != nil)
        #expect(notes == ["uses location /static/ of /etc/nginx/locations/mine.conf instead of the default one"])
    }

    @Test(arguments: [
        "location = /static/ { }", "location ~ /static/ { }", "# location /static/ {", "location /static/x/ { }",
        "location",
    ]) func anotherOneDoesNot(text: String) {
        let (site, notes) = UsersLocations.leave(.contract, to: [own("locations/mine.conf", text)])
        #expect(site == .contract && notes == [])
    }

    @Test func filesThatReplaceOursAreNotedOnce() {
        #expect(
            UsersLocations.leave(.contract, to: [own("locations/static.conf", "location /static/ { }")]).notes == [])
        let nginx = Overrides.File(path: "nginx.conf", contents: [], source: "/etc/nginx/nginx.conf")
        let (site, notes) = UsersLocations.leave(everySite, to: [nginx, own("locations/root.conf", "location / { }")])
        #expect(site.immutable == [] && notes.count == 2)
    }
}
