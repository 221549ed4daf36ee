import Testing

@testable import AppRunner
@testable import Settings

@Suite struct ProcfileTests {
    private func parse(_ text: String) -> Procfile { Procfile(Array(text.utf8), path: "/app/Procfile") }

    private func entries(_ text: String) -> [String] { parse(text).entries.map { "\($0.name)=\($0.command)" } }

    @Test func namesAndCommands() {
        let text = """
            # the web
            web: gunicorn shop.wsgi --log-file -

            worker:  FOO=1 python manage.py work && echo "a: b"\t
              # an indented comment
            high-prio_2:python x.py
            """
        #expect(
            entries(text) == [
                "web=gunicorn shop.wsgi --log-file -", #"worker=FOO=1 python manage.py work && echo "a: b""#,
                "high-prio_2=python x.py",
            ])
        #expect(parse(text).problems.isEmpty)
    }

    @Test func windowsLinesAndAByteOrderMark() {
        #expect(entries("\u{FEFF}web: a\r\nworker: b\r\n\r\n") == ["web=a", "worker=b"])
        #expect(parse("\u{FEFF}web: a\r\nworker: b\r\n\r\n").problems.isEmpty)
    }

    @Test func anEmptyFile() {
        #expect(parse("") == parse("# nothing\n\n") && parse("").entries.isEmpty && parse("").problems.isEmpty)
    }

    @Test(arguments: [
        "web", "web gunicorn", ": x", "web:", "web:   ", " web: x", "my worker: x", "wörker: x", "a.b: x", "web : x",
        "=",
    ]) func aLineThatDoesNotParse(line: String) {
        let file = parse("ok: true\n\(line)\n")
        #expect(file.entries.map(\.name) == ["ok"])
        #expect(file.problems.count == 1 && file.problems[0].hasPrefix("cannot use /app/Procfile:2: "))
    }

    @Test func everyProblemIsKeptAndNoCommandIsShown() {
        let file = parse("a: one\nb redis://u:hunter2@h\na: two\n: three\n")
        #expect(file.problems.map { $0.prefix(27) } == [2, 3, 4].map { "cannot use /app/Procfile:\($0):" })
        #expect(!file.problems.joined().contains("hunter2"))
    }

    @Test func whatIsNoText() {
        for bytes in [[0xFF, 0xFE], Array("a: b\0c\n".utf8)] as [[UInt8]] {
            let file = Procfile(bytes, path: "/p")
            #expect(file.entries.isEmpty && file.problems == ["cannot use /p: it is not text in UTF-8"])
        }
    }

    @Test(
        arguments: [
            ("worker", [ProcfileChoice("worker")]), ("a, b=2", [ProcfileChoice("a"), ProcfileChoice("b", count: 2)]),
            ("a=0", [ProcfileChoice("a", count: 0)]), ("a=64", [ProcfileChoice("a", count: 64)]),
        ] as [(String, [ProcfileChoice])])
    func choices(text: String, expected: [ProcfileChoice]) {
        #expect(ProcfileChoice.list(text) == expected)
    }

    @Test(arguments: [",", "a,", "a,,b", "a b=x", "a=", "a=-1", "a=65", "a=1=2", "a,a", "a,a=2", "a.1", "wörker", "=2"])
    func noChoices(text: String) {
        #expect(ProcfileChoice.list(text) == nil)
    }
}
