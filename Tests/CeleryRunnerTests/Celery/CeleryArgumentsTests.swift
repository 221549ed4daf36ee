import Testing

@testable import CeleryRunner
@testable import Settings

@Suite struct CeleryArgumentsTests {
    @Test(
        arguments: [
            (["worker"], "worker", 0), (["-A", "shop", "worker", "-c", "2"], "worker", 2),
            (["-Ashop", "beat"], "beat", 0),
            (["--app=shop", "worker"], "worker", 0), (["-q", "--no-color", "inspect", "ping"], "inspect", 1),
            (["--workdir", "/x", "--config", "beat", "--loader", "l", "worker"], "worker", 0),
            (["--result-backend", "redis://h", "events"], "events", 0), (["shell", "--", "worker"], "shell", 2),
        ] as [([String], String, Int)])
    func theSubcommandIsFound(line: [String], command: String, rest: Int) {
        let arguments = CeleryArguments(line)
        #expect(arguments.command == command && arguments.rest.count == rest)
        #expect(arguments.kind == CeleryKind(rawValue: command))
        #expect(arguments.global + [command] + arguments.rest == line, "nothing gets lost")
    }

    @Test(arguments: [[], ["--version"], ["-A"], ["-A", "shop"], ["--help", "-q"]]) func optionsAlone(line: [String]) {
        let arguments = CeleryArguments(line)
        #expect(arguments.command == nil && arguments.kind == nil && arguments.rest.isEmpty)
        #expect(arguments.global == line)
    }

    @Test(
        arguments: [
            (["--pidfile", "/p"], "/p"), (["--pidfile=/p"], "/p"), (["--pidfile="], ""), (["--pidfile"], ""),
            (["--pidfile=/a", "--pidfile", "/b"], "/b"), (["--pidfiles=/p"], nil), (["--pid", "/p"], nil), ([], nil),
            (["--pidfile=/a=b"], "/a=b"),
        ] as [([String], String?)])
    func valuesOfLongOptions(rest: [String], value: String?) {
        #expect(CeleryArguments(["worker"] + rest).value("--pidfile") == value)
    }

    @Test(
        arguments: [(["-c", "4"], "4"), (["-c4"], "4"), (["-C"], nil), (["-c", "4", "-c8"], "8")]
            as [([String], String?)])
    func valuesOfShortOptions(rest: [String], value: String?) {
        #expect(CeleryArguments(["worker"] + rest).value("-c") == value)
    }

    @Test func theLastOfTwoSpellingsCounts() {
        let arguments = CeleryArguments(["worker", "-I", "first", "--include", "last"])
        #expect(arguments.value("-I", "--include") == "last")
        let turned = CeleryArguments(["worker", "--include", "first", "-I", "last"])
        #expect(turned.value("-I", "--include") == "last")
    }

    /// Click takes `-El debug` as `-E -l debug`.
    @Test func optionsThatAreWrittenTogetherAreSeen() {
        #expect(CeleryArguments(["worker", "-El", "debug"]).names("-l", "--loglevel"))
    }

    @Test func globalAndSubcommandOptionsAreApart() {
        let arguments = CeleryArguments(["-A", "shop", "worker", "-b"])
        #expect(arguments.namesGlobal("-A", "--app") && !arguments.namesGlobal("-b"))
        #expect(arguments.names("-b") && !arguments.names("-A", "--app"))
    }
}
