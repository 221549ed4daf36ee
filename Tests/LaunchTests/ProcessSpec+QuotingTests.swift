import Testing

@testable import Launch
@testable import Settings

@Suite struct ProcessSpecQuotingTests {
    @Test(arguments: [
        ("plain", "plain"), ("mysite.wsgi:application", "mysite.wsgi:application"), ("", "''"), ("a b", "'a b'"),
        ("it's", "'it'\\''s'"), ("$HOME", "'$HOME'"), ("a\nb", "'a\\nb'"), ("--name=a@b,c+d%", "--name=a@b,c+d%"),
        ("*", "'*'"), ("daemon off;", "'daemon off;'"), ("ä", "'ä'"), ("~", "'~'"),
    ])
    func aWordIsQuotedWhenItHasTo(text: String, quoted: String) {
        #expect(text.shellQuoted == quoted)
    }

    @Test func aCommandLineHasNoPasswords() {
        let spec = ProcessSpec("x", "celery", ["-b", "amqp://u:hunter2@mq//", "worker"])
        #expect(spec.commandLine == "celery -b 'amqp://u:<redacted>@mq//' worker")
    }

    @Test(arguments: [
        ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), ("a\tb", "a\\tb"), ("\u{1B}[31m", "\\u{1b}[31m"), ("\0", "\\u{0}"),
        ("\u{7F}", "\\u{7f}"), ("é", "é"),
    ])
    func controlCharactersAreShown(text: String, shown: String) {
        #expect(text.escapedForOneLine == shown)
    }

    @Test func wordsAreQuotedForAShell() {
        #expect("a-b_c./:=@%+,9".shellQuoted == "a-b_c./:=@%+,9")
        #expect("".shellQuoted == "''")
        #expect("daemon off;".shellQuoted == "'daemon off;'")
        #expect("it's\n".shellQuoted == "'it'\\''s\\n'")
    }
}
