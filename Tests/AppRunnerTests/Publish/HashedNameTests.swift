import Testing

@testable import AppRunner

/// The same names as in `maps/static_cache_control.conf`, whose own tests are end to end.
@Suite struct HashedNameTests {
    @Test(arguments: [
        "app.0123456789ab.css", "admin/js/jquery.min.0123456789ab.js", "app.js.0123456789ab.map",
        "app.0123456789ab.js.map", "CACHE/css/output.0123456789ab.css", "CACHE/js/0123456789ab.js",
        "app.0123456789ab.css.gz", "a b/größe.0123456789ab.svg", "CACHE/css/output.0123456789ab.css.br",
    ]) func hashed(path: String) {
        #expect(HashedName.isHashed(path))
    }

    @Test(arguments: [
        "", "app.css", "staticfiles.json", "app.0123456789AB.css", "app.0123456789a.css", "app.0123456789abc.css",
        "0123456789ab.css", ".0123456789ab.css", "app-0123456789ab.css", "app.0123456789ab",
        "CACHE/img/0123456789ab.png",
        "0123456789ab/app.css", "app.0123456789ab.", "CACHE/css/x.css", "app.0123456789ab.c-s",
    ]) func notHashed(path: String) {
        #expect(!HashedName.isHashed(path))
    }
}
