import Testing

@testable import Project
@testable import Settings

@Suite struct SitePackagesTests {
    private let host = HostProbe.files([
        "/app/.venv/lib/python3.13/site-packages/gunicorn-23.0.0.dist-info/METADATA": "",
        "/app/.venv/lib/python3.13/site-packages/celery-5.6-py3.egg-info/PKG-INFO": "",
        "/app/.venv/lib/python3.13/site-packages/gunicorn_extra-1.0.dist-info/METADATA": "",
        "/app/.venv/lib/python3.13/site-packages/bare/__init__.py": "",
        "/app/.venv/lib/python2.7/site-packages/x/__init__.py": "",
        "/usr/lib/python3.13/site-packages/x/__init__.py": "",
        "/usr/lib/python3/dist-packages/x/__init__.py": "",
    ])
    private let folder = "/app/.venv/lib/python3.13/site-packages"

    @Test func theFoldersOfAnEnvironment() {
        #expect(SitePackages.folders(below: "/app/.venv", version: nil, host: host) == [folder])
        #expect(SitePackages.folders(below: "/app/.venv", version: "3.13", host: host) == [folder])
        #expect(SitePackages.folders(below: "/app/.venv", version: "3.12", host: host) == [])
    }

    @Test func debiansPythonHasDistPackages() {
        let folders = SitePackages.folders(below: "/usr", version: "3.13", host: host)
        #expect(folders == ["/usr/lib/python3.13/site-packages", "/usr/lib/python3/dist-packages"])
    }

    @Test(arguments: [("gunicorn", "23.0.0" as String?), ("celery", "5.6"), ("bare", ""), ("none", nil)])
    func theVersionOfADistribution(name: String, version: String?) {
        #expect(SitePackages.version(of: name, in: folder, host: host) == version)
    }
}
