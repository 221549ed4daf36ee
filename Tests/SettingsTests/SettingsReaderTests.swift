import Testing

@testable import Settings

@Suite struct SettingsReaderTests {
    private let port = Setting<Int>.integer("PORT", .proxy, default: 8000, in: 1...65_535, help: "A port")
    private let key = Setting<Int>(
        "KEY", program: .app, type: "digits", default: 1, shownDefault: "1", help: "A key", secret: true,
        parse: { Parsers.integer($0, in: 0...9) })
    private let old = Setting<String?>.text("OLD", .app, help: "Old", deprecated: "use NEW instead")

    private func reader(_ variables: [String: String]) -> SettingsReader {
        SettingsReader(source: EnvironmentSource(variables))
    }

    @Test(arguments: [[:], ["PORT": ""]]) func unsetAndEmptyAreTheDefault(variables: [String: String]) {
        var reader = reader(variables)
        #expect(reader.read(port) == 8000)
        #expect(reader.problems.isEmpty && reader.warnings.isEmpty)
    }

    @Test func aValidValueIsRead() throws {
        var reader = reader(["PORT": "80"])
        #expect(reader.read(port) == 80)
        try reader.finish()
    }

    @Test(arguments: ["eighty", " 80", "0", "80\n"]) func aProblemNamesVariableValueAndWhatIsValid(text: String) {
        var reader = reader(["PORT": text])
        _ = reader.read(port)
        let problem = reader.problems.first
        #expect(problem?.place == "PORT")
        #expect(problem?.message.contains("PORT=\"\(text.escapedForOneLine)\"") == true)
        #expect(problem?.message.contains("a whole number from 1 to 65535") == true)
        #expect(problem?.message.contains("\n") == false)
    }

    @Test func allProblemsAreReportedAtOnce() {
        var reader = SettingsReader(
            source: EnvironmentSource(["PORT": "x", "KEY": "y"]),
            problems: [Diagnostic.problem("SECRETS_DIR", "cannot read it")])
        _ = reader.read(port)
        _ = reader.read(key)
        reader.report("HOST", "cannot use HOST")
        #expect(throws: ConfigurationError.self) { try reader.finish() }
        #expect(reader.problems.map(\.place) == ["SECRETS_DIR", "PORT", "KEY", "HOST"])
    }

    @Test func aSecretIsNotInItsProblem() {
        var reader = reader(["KEY": "hunter2"])
        _ = reader.read(key)
        #expect(reader.problems.count == 1)
        #expect(!"\(reader.problems)".contains("hunter2"))
        #expect(reader.problems.first?.message.contains(Secret.mask) == true)
    }

    @Test func aDeprecatedVariableWarnsOnlyWhenItIsSet() {
        var unset = reader(["OLD": ""])
        #expect(unset.read(old) == nil)
        #expect(unset.warnings.isEmpty)
        var set = reader(["OLD": "x"])
        #expect(set.read(old) == "x")
        #expect(set.warnings == ["OLD is deprecated: use NEW instead"])
    }

    @Test func aNULByteIsNeverValid() {
        var reader = reader(["OLD": "a\0b"])
        #expect(reader.read(old) == nil)
        #expect(reader.problems.map(\.place) == ["OLD"])
    }

    @Test(arguments: [("single", Shape.single), ("SINGLE", .single), ("pod", .pod)])
    func aChoiceIsOneOfItsWordsInAnyCase(text: String, shape: Shape) {
        var reader = reader(["BOOTSTRAP_SHAPE": text])
        #expect(reader.read(CommonSettings.shape) == shape)
        #expect(reader.problems.isEmpty)
    }

    @Test func aWordThatIsNoChoiceGetsTheList() {
        var reader = reader(["BOOTSTRAP_SHAPE": "pods"])
        _ = reader.read(CommonSettings.shape)
        #expect(reader.problems.first?.message.contains("one of pod, single") == true)
    }

    @Test(arguments: ["WEB_CONCURRENCY", "CELERY_CONCURRENCY"]) func anOptionalNumberIsJudgedToo(name: String) {
        var reader = SettingsReader(source: EnvironmentSource([name: "x"]))
        _ = reader.read(AppSettings.webConcurrency)
        _ = reader.read(CelerySettings.concurrency)
        #expect(reader.problems.map(\.place) == [name])
    }
}
