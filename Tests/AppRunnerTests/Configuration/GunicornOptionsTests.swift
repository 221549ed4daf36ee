import Testing

@testable import AppRunner

/// Where our reading of a command line has to agree with Python's.
@Suite struct GunicornOptionsTests {
    @Test(arguments: GunicornOptions.flags.sorted()) func aFlagTakesNoValue(flag: String) {
        #expect(GunicornArguments([flag, "a:b"]).application == "a:b")
    }

    @Test(arguments: ["--workers", "-w", "--chdir", "--timeout", "-t", "--log-config", "--access-logfile", "-k", "-e"])
    func anyOtherOptionTakesOne(option: String) {
        #expect(GunicornArguments([option, "x"]).application == nil)
        #expect(GunicornArguments([option, "x", "a:b"]).application == "a:b")
    }

    @Test(arguments: ["--pre", "--check-c", "--cap", "--vers"]) func theBeginningOfAFlagIsTheFlag(option: String) {
        do {
            #expect(GunicornArguments([option, "a:b"]).application == "a:b")
        }
    }

    @Test(arguments: [["--check-config", "a:b"], ["--print-config"], ["-v"], ["-h"], ["a:b", "--print-config"]])
    func whatEndsAtOnceIsInformation(arguments: [String]) {
        #expect(GunicornArguments(arguments).isInformational)
    }

    @Test(arguments: [["--", "--help"], ["--name=--help", "a:b"], ["-n", "-v", "a:b"]])
    func wordsThatOnlyLookLikeItAreNot(arguments: [String]) {
        #expect(!GunicornArguments(arguments).isInformational)
    }

    /// The pairs are what Python's `shlex.split` answers.
    @Test(
        arguments: [
            ("a\tb\nc\rd", ["a", "b", "c", "d"]), ("a\r\nb", ["a", "b"]), ("'it'\"'\"'s'", ["it's"]),
            ("a# b", ["a#", "b"]), ("\"a\\\\b\"", ["a\\b"]), ("'\"'", ["\""]), ("a\"\"b", ["ab"]),
            ("\"\" ''", ["", ""]), ("a\\\"b", ["a\"b"]),
            ("ü 'ö ä'", ["ü", "ö ä"]),
        ] as [(String, [String])])
    func wordsAsPythonSplitsThem(text: String, words: [String]) {
        #expect(ShellWords.split(text) == words)
    }

    @Test(
        arguments: [
            ("\"a\\nb\"", ["a\\nb"]), ("a\u{A0}b", ["a\u{A0}b"]), ("\"a\\ b\"", ["a\\ b"]), ("\"\\$x\"", ["\\$x"]),
        ] as [(String, [String])])
    func backslashesInDoubleQuotesAndForeignBlanksStay(text: String, words: [String]) {
        do {
            #expect(ShellWords.split(text) == words)
        }
    }
}
