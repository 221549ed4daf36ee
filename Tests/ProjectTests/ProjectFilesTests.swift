import Testing

@testable import Project

@Suite struct ProjectFilesTests {
    private func files(_ paths: [String], workingDirectory: String = "/work") -> ProjectFiles {
        let texts = Dictionary(uniqueKeysWithValues: paths.map { ($0, "") })
        return ProjectFiles(app: "/app", host: .files(texts, workingDirectory: workingDirectory))
    }

    @Test(
        arguments: [
            (["/app/manage.py", "/app/src/manage.py"], "/app/manage.py", ["/app", "/app/src"]),
            (["/app/src/manage.py", "/app/backend/manage.py"], "/app/src/manage.py", ["/app/src", "/app"]),
            (["/app/backend/manage.py"], "/app/backend/manage.py", ["/app/backend", "/app"]),
            (["/app/a/manage.py", "/app/b/manage.py"], nil, ["/app"]),
            (["/app/.old/manage.py", "/app/b/manage.py"], "/app/b/manage.py", ["/app/b", "/app"]),
            (["/app/v/manage.py", "/app/v/pyvenv.cfg"], nil, ["/app"]),
            (["/app/a/b/manage.py", "/app/src/x.py"], nil, ["/app", "/app/src"]), ([], nil, []),
        ] as [([String], String?, [String])])
    func whereTheProjectIs(paths: [String], manage: String?, folders: [String]) {
        let files = files(paths)
        #expect(files.manage == manage && files.importFolders == folders)
    }

    @Test func theFileOfAModule() {
        let files = files(
            [
                "/app/src/manage.py", "/app/src/mysite/wsgi.py", "/app/config/wsgi/__init__.py", "/work/run.py",
                "/app/x.txt",
            ])
        #expect(files.file(ofModule: "mysite.wsgi") == "/app/src/mysite/wsgi.py")
        #expect(files.file(ofModule: "config.wsgi") == "/app/config/wsgi/__init__.py")
        #expect(files.file(ofModule: "run") == "/work/run.py", "the folder that the container started in")
        #expect(files.file(ofModule: "nosuch.wsgi") == nil)
    }

    @Test func serversAreInAnImportFolderOrAPackageOfIt() {
        let files = files([
            "/app/manage.py", "/app/wsgi.py", "/app/mysite/asgi.py", "/app/a/b/wsgi.py", "/app/.x/wsgi.py",
        ])
        #expect(files.serverFiles == ["/app/wsgi.py", "/app/mysite/asgi.py"])
    }

    @Test func aPathIsShownBelowTheProjectsFolder() {
        #expect(files([]).shown("/app/src/manage.py") == "src/manage.py" && files([]).shown("/x/app/y") == "/x/app/y")
    }
}
