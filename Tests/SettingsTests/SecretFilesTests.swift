import Testing

@testable import Settings

@Suite struct SecretFilesTests {
    private let settings = [
        Setting<Secret?>.secret("TOKEN", .project, help: "T", fromFile: true).description,
        Setting<String?>.text("PLAIN", .project, help: "P").description,
    ]

    private func load(
        _ environment: [String: String], files: [String: String] = [:], names: [String]? = nil
    ) -> (source: EnvironmentSource, problems: [Diagnostic]) {
        let fake = EnvironmentSource.Files(
            read: { path in files[path].map { .success($0) } ?? .failure(.init("Permission denied")) },
            list: { _ in names.map { .success($0) } ?? .failure(.init("No such file or directory")) })
        return SecretFiles.load(environment, settings: settings, files: fake)
    }

    @Test func aFileGivesTheValueAndTheOrigin() {
        let (source, problems) = load(["TOKEN_FILE": "/s/t", "HOME": "/"], files: ["/s/t": "abc"])
        #expect(source.variables["TOKEN"] == "abc")
        #expect(source.origin(of: "TOKEN") == .file("/s/t"))
        #expect(source.origin(of: "HOME") == .environment)
        #expect(source.origin(of: "NOBODY") == .fallback)
        #expect(source.fromFiles == ["TOKEN": Secret("abc")])
        #expect(problems.isEmpty)
    }

    @Test func onlySettingsThatAllowItReadFiles() {
        let (source, problems) = load(["PLAIN_FILE": "/s/t", "TOKEN_FILE": ""], files: ["/s/t": "abc"])
        #expect(source.fromFiles.isEmpty && problems.isEmpty)
    }

    @Test func aVariableAndItsFileContradictEachOther() {
        let (source, problems) = load(["TOKEN": "mine", "TOKEN_FILE": "/s/t"], files: ["/s/t": "abc"])
        #expect(source.variables["TOKEN"] == "mine")
        #expect(problems.map(\.place) == ["TOKEN_FILE"])
        #expect(!"\(problems)".contains("mine") && !"\(problems)".contains("abc"))
    }

    @Test func anEmptyVariableCountsAsUnset() {
        let (source, problems) = load(["TOKEN": "", "TOKEN_FILE": "/s/t"], files: ["/s/t": "abc"])
        #expect(problems.isEmpty)
        #expect(source.variables["TOKEN"] == "abc")
        let folder = load(["TOKEN": "", "SECRETS_DIR": "/d"], files: ["/d/TOKEN": "abc"], names: ["TOKEN"]).source
        #expect(folder.variables["TOKEN"] == "abc")
    }

    @Test func anUnreadableFileIsAProblemThatNamesBoth() {
        let problem = load(["TOKEN_FILE": "/s/t"]).problems.first
        #expect(problem?.place == "TOKEN_FILE")
        #expect(problem?.message == "cannot read /s/t named by TOKEN_FILE: Permission denied")
    }

    @Test(arguments: [
        ("abc", "abc"), ("abc\n", "abc"), ("abc\r\n", "abc"), ("abc\n\n", "abc\n"), (" abc ", " abc "), ("\n", ""),
        ("a\nb\n", "a\nb"), ("", ""),
    ])
    func oneFinalNewlineIsNotTheValue(text: String, value: String) {
        #expect(load(["TOKEN_FILE": "/s/t"], files: ["/s/t": text]).source.variables["TOKEN"] == value)
    }

    @Test func everyFileOfTheFolderIsAVariable() {
        let (source, problems) = load(
            ["SECRETS_DIR": "/d", "MINE": "own"],
            files: ["/d/TOKEN": "a\n", "/d/ANY_NAME": "b", "/d/MINE": "c", "/d/..data": "no", "/d/a-b": "no"],
            names: ["..data", ".hidden", "a-b", "1ST", "ANY_NAME", "MINE", "TOKEN", "ca.crt"])
        #expect(source.fromFiles == ["TOKEN": Secret("a"), "ANY_NAME": Secret("b")])
        #expect(source.variables["MINE"] == "own", "the environment wins over the folder")
        #expect(source.origin(of: "ANY_NAME") == .file("/d/ANY_NAME"))
        #expect(problems.isEmpty)
    }

    @Test func itsOwnFileWinsOverTheFolder() {
        let (source, problems) = load(
            ["SECRETS_DIR": "/d", "TOKEN_FILE": "/s/t"], files: ["/d/TOKEN": "a", "/s/t": "b"], names: ["TOKEN"])
        #expect(source.variables["TOKEN"] == "b")
        #expect(problems.isEmpty)
    }

    @Test func anUnreadableFolderOrEntryIsAProblem() {
        #expect(load(["SECRETS_DIR": "/d"]).problems.map(\.place) == ["SECRETS_DIR"])
        let entry = load(["SECRETS_DIR": "/d"], names: ["TOKEN"]).problems
        #expect(entry.first?.message.contains("/d/TOKEN") == true)
    }
}
