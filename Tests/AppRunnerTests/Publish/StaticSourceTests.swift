import Testing

@testable import AppRunner

/// In which order files come into the volume.
@Suite struct StaticSourceTests {
    @Test(arguments: ["staticfiles.json", "manifest-2.json", "app/manifest.json"])
    func aManifestComesAfterWhatItNames(manifest: String) {
        let hashed = [
            "app.0123456789ab.css", "zz/app.0123456789ab.js", "app.0123456789ab.json", "data.0123456789ab.json",
        ]
        for name in hashed + ["app.css", "z.txt"] {
            #expect(StaticSource.turn(name) < StaticSource.turn(manifest), "\(name)")
        }
    }

    @Test func djangosOwnIsTheLast() {
        #expect(StaticSource.turn("data.json") < StaticSource.turn("staticfiles.json"))
    }
}
