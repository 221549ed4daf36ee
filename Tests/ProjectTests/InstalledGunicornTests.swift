import TestSupport
import Testing

@testable import Project
@testable import Settings

@Suite struct InstalledGunicornTests {
    private static let site = "/app/.venv/lib/python3.13/site-packages"
    private static let ours = "/usr/local/lib/django-bootstrap/gunicorn"

    private func find(_ files: [String], pythonPath: String? = nil) -> InstalledGunicorn? {
        let texts = Dictionary(
            uniqueKeysWithValues: (files + ["/app/.venv/bin/python", Self.site + "/x.py"]).map { ($0, "") })
        let host = HostProbe.files(texts)
        let python = PythonEnvironment(source: EnvironmentSource([:]), app: "/app", host: host)
        return InstalledGunicorn(python: python, pythonPath: pythonPath, imageFolder: Self.ours, host: host)
    }

    @Test func theProjectsOwnWins() {
        let found = find([
            Self.site + "/gunicorn-23.0.0.dist-info/METADATA", Self.ours + "/gunicorn-27.0.1.dist-info/METADATA",
        ])
        #expect(found?.owner == .project && found?.version == "23.0.0" && found?.folder == Self.site)
        #expect(found?.text == "Gunicorn 23.0.0 of the project (\(Self.site))")
    }

    @Test func elseTheImages() {
        let found = find([Self.ours + "/gunicorn-27.0.1.dist-info/METADATA"])
        #expect(found?.owner == .image && found?.version == "27.0.1")
        #expect(found?.text == "Gunicorn 27.0.1 of the image (\(Self.ours)): the project's environment has none")
        #expect(find([]) == nil)
    }

    @Test func pythonPathComesFirst() {
        let files = ["/g/gunicorn-21.2.0.dist-info/METADATA", Self.site + "/gunicorn-23.0.0.dist-info/METADATA"]
        #expect(find(files, pythonPath: "/nosuch:/g")?.version == "21.2.0")
    }

    @Test(
        arguments: [
            ("gunicorn-20.1.0.egg-info", "20.1.0"), ("gunicorn-20.1.0-py3.9.egg-info", "20.1.0"),
            ("Gunicorn-22.0.0.dist-info", "22.0.0"), ("gunicorn-color-1.0.dist-info", nil),
            ("gunicorn_x-1.0.dist-info", nil),
        ] as [(String, String?)])
    func theVersionIsInTheNameOfTheMetadata(name: String, version: String?) {
        #expect(find(["\(Self.site)/\(name)/METADATA"])?.version == version)
    }

    @Test func aPackageWithoutMetadataIsOne() {
        #expect(
            find([Self.site + "/gunicorn/__init__.py"])?.text.hasPrefix("Gunicorn (version unknown) of the project")
                == true)
    }
}
