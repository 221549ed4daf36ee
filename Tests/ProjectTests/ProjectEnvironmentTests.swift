import Testing

@testable import Project
@testable import Settings

/// What processes of the project get, and what a command gets that runs as root.
@Suite struct ProjectEnvironmentTests {
    private static let manage = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"
    private static let files = ["/app/manage.py": manage, "/app/.venv/bin/python": "", "/app/src/x.py": ""]

    private func project(
        _ variables: [String: String] = [:], files: [String: String] = files, isRoot: Bool = false,
        others: [String] = []
    ) -> ProjectEnvironment {
        ProjectEnvironment(
            source: EnvironmentSource(["PATH": "/usr/bin"].merging(variables) { $1 }),
            layout: Layout(app: "/app", run: "/run", config: "/etc"),
            host: .files(files, isRoot: isRoot, others: others))
    }

    private static let everything = [
        "VIRTUAL_ENV=/app/.venv", "PATH=/app/.venv/bin:/usr/bin", "DJANGO_SETTINGS_MODULE=mysite.settings",
        "PYTHONPATH=/app:/app/src",
    ]

    @Test func everyProcessFindsTheProject() {
        let project = project()
        #expect(project.changes.map(\.text) == Self.everything)
        #expect(project.changes.first { $0.name == "DJANGO_SETTINGS_MODULE" }?.origin == "manage.py line 2")
        #expect(project.commandChanges == project.changes && project.commandPath == "/app/.venv/bin:/usr/bin")
    }

    /// Images put it there for shells.
    @Test func aFolderThatIsInThePathAlreadyIsThereOnce() {
        let path = "/app/.venv/bin:/usr/bin"
        for own in [path, "/usr/bin:/app/.venv/bin"] {
            let project = project(["PATH": own])
            #expect(project.changes.first { $0.name == "PATH" }?.text == "PATH=\(path)" && project.commandPath == path)
        }
    }

    @Test func aVariableOfTheUsersStays() {
        let names = project(["DJANGO_SETTINGS_MODULE": "own"]).changes.map(\.name)
        #expect(names == ["VIRTUAL_ENV", "PATH", "PYTHONPATH"])
        #expect(project(["DJANGO_SETTINGS_MODULE": ""]).changes.map(\.name).contains("DJANGO_SETTINGS_MODULE"))
    }

    @Test(
        arguments: [
            ("/x", "PYTHONPATH=/x:/app:/app/src"), ("/app/src:/x", "PYTHONPATH=/app/src:/x:/app"),
            ("", "PYTHONPATH=/app:/app/src"),
            ("/app:/app/src", nil),
        ] as [(String, String?)])
    func theUsersFoldersComeFirst(own: String, expected: String?) {
        #expect(project(["PYTHONPATH": own]).changes.first { $0.name == "PYTHONPATH" }?.text == expected)
    }

    @Test func anInstalledPythonChangesNoPath() {
        #expect(
            project(files: ["/app/manage.py": "", "/usr/bin/python3": ""]).changes.map(\.text) == ["PYTHONPATH=/app"])
        #expect(project(files: [:]).changes.isEmpty)
    }

    @Test func asRootWhatRootControlsIsThere() {
        #expect(project(isRoot: true).commandChanges.map(\.text) == Self.everything)
    }

    /// A shell of root's must not run the files of django by the names of other programs.
    @Test(
        arguments: [
            ("/app/.venv", ["DJANGO_SETTINGS_MODULE=mysite.settings", "PYTHONPATH=/app:/app/src"]),
            ("/app/.venv/bin", ["DJANGO_SETTINGS_MODULE=mysite.settings", "PYTHONPATH=/app:/app/src"]),
            ("/app/.venv/bin/python", ["DJANGO_SETTINGS_MODULE=mysite.settings", "PYTHONPATH=/app:/app/src"]),
            ("/app/src", [Self.everything[0], Self.everything[1], Self.everything[2], "PYTHONPATH=/app"]),
            ("/app/manage.py", [Self.everything[0], Self.everything[1], Self.everything[3]]), ("/app", []),
        ])
    func asRootWhatAnotherUserCanChangeIsNot(place: String, expected: [String]) {
        let project = project(isRoot: true, others: [place])
        #expect(project.commandChanges.map(\.text) == expected)
        #expect((project.commandPath == "/usr/bin") == !expected.contains(Self.everything[1]))
        #expect(project.changes.map(\.text) == Self.everything, "the project's processes run as its user")
    }

    @Test func packagesOfAnotherUsersKeepTheEnvironmentOut() {
        let site = "/app/.venv/lib/python3.13/site-packages"
        let files = Self.files.merging([site + "/a.py": ""]) { $1 }
        #expect(project(files: files, isRoot: true, others: [site]).commandPath == "/usr/bin")
    }

    @Test func planSaysWhatWasFound() {
        #expect(
            project().notes == [
                "Python (version unknown) of the virtual environment /app/.venv (the folder exists)",
                "imports from /app, /app/src (PYTHONPATH)",
                "DJANGO_SETTINGS_MODULE=mysite.settings, from manage.py line 2",
            ])
    }
}
