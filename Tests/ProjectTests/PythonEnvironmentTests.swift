import Testing

@testable import Project
@testable import Settings

/// Which Python runs the project, told by files alone.
@Suite struct PythonEnvironmentTests {
    private func python(
        _ files: [String], _ variables: [String: String] = [:], texts: [String: String] = [:],
        links: [String: String] = [:]
    ) -> PythonEnvironment {
        let all = Dictionary(uniqueKeysWithValues: files.map { ($0, "") }).merging(texts) { $1 }
        let source = EnvironmentSource(["PATH": "/usr/local/bin:/usr/bin"].merging(variables) { $1 })
        return PythonEnvironment(source: source, app: "/app", host: .files(all, links: links))
    }

    private static let all = [
        "/opt/v/bin/python", "/app/.venv/bin/python", "/venv/bin/python", "/usr/local/bin/python3", "/usr/bin/python3",
    ]

    @Test func theFirstThatIsThereIsUsed() {
        let named = python(Self.all, ["VIRTUAL_ENV": "/opt/v"])
        #expect((named.interpreter, named.root, named.reason) == ("/opt/v/bin/python", "/opt/v", "VIRTUAL_ENV"))
        #expect(python(Self.all).root == "/app/.venv")
        #expect(python(Self.all).interpreter == "/app/.venv/bin/python" && python(Self.all).bin == "/app/.venv/bin")
        #expect(python(Array(Self.all.dropFirst(2))).root == "/venv")
        let installed = python(Array(Self.all.dropFirst(3)))
        #expect((installed.interpreter, installed.root, installed.bin) == ("python3", nil, nil))
        #expect(installed.reason == "python3 in PATH: /usr/local/bin/python3" && installed.warnings.isEmpty)
        #expect(python([]).interpreter == "python3" && python([]).reason == "python3 in PATH")
    }

    @Test func anEmptyVariableIsNone() {
        #expect(python(Self.all, ["VIRTUAL_ENV": ""]).root == "/app/.venv")
    }

    @Test(arguments: ["/nosuch", "relative", "/opt/v/bin"]) func aVariableThatLeadsNowhereIsSaid(folder: String) {
        let python = python(Self.all, ["VIRTUAL_ENV": folder])
        #expect(python.root == "/app/.venv" && python.warnings.count == 1)
        #expect(python.warnings[0].hasPrefix("the virtual environment VIRTUAL_ENV=\(folder) is not used: "))
    }

    /// `COPY . /app` with a developer's own .venv.
    @Test func anEnvironmentOfAnotherMachineIsPassedOverAndSaid() {
        let python = python(["/app/.venv/pyvenv.cfg", "/usr/bin/python3"])
        #expect(python.interpreter == "python3" && python.warnings.count == 1)
        #expect(
            python.warnings[0]
                == "the virtual environment /app/.venv is not used: /app/.venv/bin/python is not an executable file; an "
                + "environment works only where it was made: make it in the image, and name .venv in .dockerignore")
    }

    @Test(
        arguments: [
            ("home = /usr/bin\nversion = 3.12.4\n", "3.12.4"), ("version_info = 3.13.1.final.0\n", "3.13.1"),
            ("version_info = 3.13.1\nuv = 0.9\n", "3.13.1"), ("Version=3.11.2\r\n", "3.11.2"), ("version = new\n", nil),
            ("", nil),
        ] as [(String, String?)])
    func theVersionIsThatOfTheEnvironmentsFile(text: String, version: String?) {
        #expect(python(Self.all, texts: ["/app/.venv/pyvenv.cfg": text]).version == version)
    }

    @Test func elseThatOfTheProgramsName() {
        let links = ["/usr/local/bin/python3": "/usr/local/bin/python3.13", "/venv/bin/python": "/usr/bin/python3.9"]
        #expect(python(["/usr/local/bin/python3"], links: links).version == "3.13")
        #expect(python(["/venv/bin/python"], links: links).version == "3.9")
        #expect(python(["/usr/local/bin/python3"], links: ["/usr/local/bin/python3": "/x/python3.old"]).version == nil)
    }

    @Test func packagesLieBelowTheEnvironment() {
        let files = [
            "/app/.venv/bin/python", "/app/.venv/lib/python3.13/site-packages/a.py", "/app/.venv/lib/python3.13/b",
        ]
        let own = ["/app/.venv/lib/python3.13/site-packages"]
        #expect(python(files).sitePackages == own, "by the folder's name")
        #expect(python(files, texts: ["/app/.venv/pyvenv.cfg": "version = 3.13.1"]).sitePackages == own)
    }

    @Test func theSystemsPackagesCountWhereTheFileSaysSo() {
        let files = [
            "/venv/bin/python", "/venv/lib/python3.13/site-packages/a.py",
            "/usr/local/lib/python3.13/site-packages/b.py",
        ]
        let links = ["/venv/bin/python": "/usr/local/bin/python3.13"]
        let sees = "version = 3.13.1\ninclude-system-site-packages = true\n"
        #expect(
            python(files, texts: ["/venv/pyvenv.cfg": sees], links: links).sitePackages == [
                "/venv/lib/python3.13/site-packages", "/usr/local/lib/python3.13/site-packages",
            ])
        let alone = python(files, texts: ["/venv/pyvenv.cfg": "version = 3.13.1\n"], links: links)
        #expect(alone.sitePackages == ["/venv/lib/python3.13/site-packages"])
    }

    @Test func debiansPythonHasFoldersOfItsOwn() {
        let python = python(
            [
                "/usr/bin/python3", "/usr/lib/python3/dist-packages/a.py",
                "/usr/local/lib/python3.13/dist-packages/b.py",
            ],
            links: ["/usr/bin/python3": "/usr/bin/python3.13"])
        #expect(python.sitePackages == ["/usr/local/lib/python3.13/dist-packages", "/usr/lib/python3/dist-packages"])
    }

    /// `ENV PATH=/opt/venv/bin:$PATH`.
    @Test func anEnvironmentInPathIsOneToo() {
        let python = python(
            ["/opt/venv/bin/python3", "/opt/venv/lib/python3.13/site-packages/a.py"],
            ["PATH": "/opt/venv/bin:/usr/bin"],
            texts: ["/opt/venv/pyvenv.cfg": "version = 3.13.1"])
        #expect(python.interpreter == "python3" && python.root == "/opt/venv" && python.bin == nil)
        #expect(python.sitePackages == ["/opt/venv/lib/python3.13/site-packages"])
        #expect(
            python.text
                == "Python 3.13.1 of the virtual environment /opt/venv (python3 in PATH: /opt/venv/bin/python3)")
    }

    @Test func planSaysItInOneLine() {
        let links = ["/usr/local/bin/python3": "/usr/local/bin/python3.13"]
        #expect(
            python(["/usr/local/bin/python3"], links: links).text
                == "Python 3.13 of python3 (python3 in PATH: /usr/local/bin/python3)")
        #expect(
            python(Self.all).text
                == "Python (version unknown) of the virtual environment /app/.venv (the folder exists)")
    }
}
