import Testing

@testable import AppRunner

@Suite struct ShellWordsTests {
    @Test(
        arguments: [
            ("", []), ("  a  b ", ["a", "b"]), ("'a b' \"c d\"", ["a b", "c d"]), ("a\\ b", ["a b"]), ("''", [""]),
            ("a'b'c", ["abc"]), ("\"a\\\"b\"", ["a\"b"]), ("'a\\b'", ["a\\b"]),
            ("--bind=unix:/x -w 2", ["--bind=unix:/x", "-w", "2"]),
        ] as [(String, [String])]) func wordsAsAShellReadsThem(text: String, words: [String])
    {
        #expect(ShellWords.split(text) == words)
    }
}
