import Testing

@testable import Settings

@Suite struct DiagnosticTests {
    @Test(arguments: ["cannot a: b", "cannot a: b; do c", "cannot a: b; do c; or d", "plain;", ""])
    func theSentenceComesBack(sentence: String) {
        let problem = Diagnostic.problem("PORT", sentence)
        #expect(problem.message == sentence && problem.place == "PORT")
        #expect(problem.id == "configuration" && problem.severity == .error)
    }

    @Test func anotherChecksFindingSaysTheSame() {
        let problem = Diagnostic.problem("PORT", "cannot a: b; do c")
        let finding = problem.of("hooks")
        #expect(finding.id == "hooks" && finding.message == problem.message && finding.fix == "do c")
    }
}
