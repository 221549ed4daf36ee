import Testing

@testable import Runner

@Suite struct ReplacedScriptsTests {
    @Test func aScriptOfTheProjectsIsNamed() {
        #expect(ReplacedScripts.warnings { _ in false } == [])
        let warnings = ReplacedScripts.warnings { $0 == "/scripts/django-entrypoint.sh" }
        #expect(warnings.count == 1 && warnings[0].hasPrefix("/scripts/django-entrypoint.sh is the project's own"))
    }
}
