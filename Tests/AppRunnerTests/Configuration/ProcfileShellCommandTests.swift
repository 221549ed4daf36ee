import Testing

@testable import AppRunner
@testable import CeleryRunner

@Suite struct ProcfileShellCommandTests {
    @Test(arguments: [
        ("python manage.py work", "exec python manage.py work"),
        ("FOO=1 BAR='a b' python x", "FOO=1 BAR='a b' exec python x"),
        ("PATH=$HOME/bin:$PATH tool", "PATH=$HOME/bin:$PATH exec tool"),
        (#"celery -A shop worker -n "w@$HOST" 2>&1"#, #"exec celery -A shop worker -n "w@$HOST" 2>&1"#),
        ("./run --flag=${X:-1} > log", "exec ./run --flag=${X:-1} > log"),
        ("exec python x", "exec python x"),
        (#"a\;b c\ d"#, #"exec a\;b c\ d"#),
        ("'my program' ';' \"a & b\"", "exec 'my program' ';' \"a & b\""),
        ("ünïcode --x", "exec ünïcode --x"),
    ]) func aSimpleCommandReplacesTheShell(command: String, text: String) {
        let shell = ProcfileShellCommand(command)
        #expect(shell.isSimple && shell.text == text)
    }

    @Test(arguments: [
        "a && b", "a; b", "a | b", "a & b", "a &", "(a)", "a $(b)", "a `b`", "a \"$(b)\"", "a \"`b`\"",
        "if a; then b; fi",
        "cd x", "{ a; }", "! a", ". ./env", "> log a", "FOO=1", "a 'unclosed", "a \"unclosed", "a \\", "a\nb",
        "a &> log",
        "while :; do a; done", "export A=1",
    ]) func anythingElseKeepsIt(command: String) {
        let shell = ProcfileShellCommand(command)
        #expect(!shell.isSimple && shell.text == command)
    }
}
