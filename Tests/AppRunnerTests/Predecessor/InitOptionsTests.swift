import Testing

@testable import AppRunner
@testable import Launch

@Suite struct InitOptionsTests {
    @Test(
        arguments: [
            (["true"], ["true"]), (["--", "true"], ["true"]), (["-g", "--", "sh", "-c", "x"], ["sh", "-c", "x"]),
            (["-gsvw", "sh", "-g"], ["sh", "-g"]), (["-e", "3", "true"], ["true"]), (["-pTERM", "true"], ["true"]),
            (["--verbose", "--rewrite", "1:2", "a"], ["a"]), (["--rewrite=1:2", "a"], ["a"]), (["--", "-x"], ["-x"]),
            (["-"], ["-"]),
        ] as [([String], [String])])
    func theCommandStandsBehindTheOptions(arguments: [String], command: [String]) {
        #expect(InitOptions(.tini, arguments).request == .run(command))
    }

    @Test(
        arguments: [
            [], ["--"], ["-g"], ["-q", "a"], ["--no", "a"], ["-e", "256", "a"], ["-e", "x", "a"], ["-p", "NO", "a"],
            ["-r", "1", "a"], ["-r", "0:1", "a"], ["-r", "1:65", "a"], ["-r", "1:2:3", "a"], ["-e"],
        ] as [[String]])
    func whatIsWrong(arguments: [String]) {
        guard case .wrong = InitOptions(.tini, arguments).request else {
            Issue.record("accepted \(arguments)")
            return
        }
    }

    @Test func dinitSignalsTheGroupAndTiniTheCommand() {
        #expect(InitOptions(.dinit, ["a"]).signalsGroup && !InitOptions(.dinit, ["-c", "a"]).signalsGroup)
        #expect(!InitOptions(.tini, ["a"]).signalsGroup && InitOptions(.tini, ["-g", "a"]).signalsGroup)
        #expect(InitOptions(.tini, ["a"], signalsGroup: true).signalsGroup)
    }

    @Test func values() {
        let options = InitOptions(.tini, ["-e3", "-e", "143", "-r", "15:2", "-r1:0", "-p", "SIGKILL", "a"])
        #expect(options.expectedStatuses == [3, 143] && !options.isPlain)
        #expect(options.rewrites == [.term: .int, .hup: Signal(rawValue: 0)] && options.parentDeath == .kill)
    }

    @Test func helpAndVersion() {
        #expect(InitOptions(.tini, ["-h", "x"]).request == .help && InitOptions(.dinit, ["--help"]).request == .help)
        #expect(InitOptions(.tini, ["-sV"]).request == .version)
        #expect(InitOptions(.tini, ["--version"]).request == .version)
    }

    @Test(
        arguments: [
            ([], false), (["celery"], false), (["--version"], false), (["worker"], false), (["sh", "-c"], true),
            (["flower"], false),
        ] as [([String], Bool)])
    func celeryEntrypointRunsOtherPrograms(arguments: [String], isOther: Bool) {
        let command = CeleryEntrypoint.otherCommand(arguments) { $0 == "sh" || $0 == "worker" }
        #expect(command == (isOther ? arguments : nil))
    }
}
