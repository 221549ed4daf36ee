import Testing

@testable import Project

@Suite struct PythonTokensTests {
    private func tokens(_ text: String) -> [String] {
        PythonTokens(text).tokens.map { "\($0.kind) \($0.text)" }
    }

    @Test func namesStringsAndSigns() {
        let expected = ["name a", "sign .", "name b", "sign (", "string x", "sign ,", "string y", "sign )"]
        #expect(tokens("a.b('x', \"y\")") == expected)
    }

    @Test func commentsAndWhiteSpaceAreGone() {
        #expect(tokens("a # b 'c'\n\tüber \\\n d") == ["name a", "name über", "name d"])
    }

    @Test(arguments: [
        ("r'x'", "string x"), ("U'x'", "string x"), ("b'x'", "otherString x"), ("f'{x}'", "otherString {x}"),
        ("'a\\nb'", "otherString anb"), ("'''a'b'''", "string a'b"), ("\"\"\"a\nb\"\"\"", "string a\nb"),
        ("''", "string "), ("rest 'x'", "name rest"),
    ])
    func whatAStringHolds(text: String, first: String) {
        #expect(tokens(text).first == first)
    }

    @Test func linesAreCounted() {
        let all = PythonTokens("a\n'''b\nc''' d").tokens
        #expect(all.map(\.line) == [1, 2, 3] && all.map(\.lastLine) == [1, 3, 3])
    }

    /// Text that is not Python ends; nothing is read past it.
    @Test(arguments: ["'open", "'''open\n", "'a\nb'", "\\", "f'"])
    func brokenTextEnds(text: String) {
        #expect(PythonTokens(text).tokens.count <= 3)
    }
}
