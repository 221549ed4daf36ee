import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct TrampolineOrderTests {
    private func order(_ spec: ProcessSpec, parent: Int32? = 7, format: LogFormat = .text) -> TrampolineOrder? {
        TrampolineOrder(for: spec, program: "/bin/g", parent: parent, format: format)
    }

    @Test func itSaysAllThatTheChildItselfMustDo() throws {
        var spec = ProcessSpec("t", "gunicorn", ["a"], stop: StopPolicy(signal: .quit))
        spec.user = nginx
        spec.privileges = .none
        #expect(
            try #require(order(spec)).words
                == [
                    "--program=/bin/g", "--user=101:101:101,107", "--privileges=none", "--tie=7:3",
                    "--format=text", "--", "gunicorn", "a",
                ])
        spec.user = nil
        spec.privileges = .noNew
        spec.workingDirectory = "/run/celery"
        spec.socket = SocketSpec(path: "/s", mode: 0o660, backlog: 1, owner: nil)
        #expect(
            try #require(order(spec, format: .json)).words
                == [
                    "--program=/bin/g", "--folder=/run/celery", "--socket=yes", "--privileges=no-new", "--tie=7:3",
                    "--format=json", "--", "gunicorn", "a",
                ])
    }

    @Test func whatIsWrittenIsRead() throws {
        var spec = ProcessSpec("t", "gunicorn", ["-", "", "a b", "--", "--user=0:0:"], stop: StopPolicy(signal: .quit))
        for user in [nil, nginx, Account(name: "x", uid: 5, gid: 6, groups: [], home: "/")] {
            for privileges in [Privileges.unchanged, .noNew, .none] {
                for parent in [nil, Int32(7)] {
                    for folder in [nil, "/w", "", "-", "a=b"] {
                        for socket in [nil, SocketSpec(path: "/s", mode: 0o660, backlog: 1, owner: nil)] {
                            spec.user = user
                            spec.privileges = privileges
                            spec.workingDirectory = folder
                            spec.socket = socket
                            for format in LogFormat.allCases {
                                guard let written = order(spec, parent: parent, format: format) else { continue }
                                #expect(try TrampolineOrder(written.words) == written)
                            }
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ([], "\"--\" is missing"),
        (["--program=/g", "--privileges=none"], "\"--\" is missing"),
        (["--privileges=none", "--", "g"], "--program is missing"),
        (["--program=/g", "--", "g"], "--privileges is missing"),
        (["--program=/g", "--privileges=all", "--", "g"], "--privileges has no valid value: \"all\""),
        (
            ["--program=/g", "--user=root:0:", "--privileges=none", "--", "g"],
            "--user has no valid value: \"root:0:\""
        ),
        (["--program=/g", "--user=1:2", "--privileges=none", "--", "g"], "--user has no valid value: \"1:2\""),
        (["--program=/g", "--user=1:2:3,x", "--privileges=none", "--", "g"], "--user has no valid value: \"1:2:3,x\""),
        (["--program=/g", "--privileges=none", "--tie=7", "--", "g"], "--tie has no valid value: \"7\""),
        (["--program=/g", "--privileges=none", "--socket=1", "--", "g"], "--socket has no valid value: \"1\""),
        (["--program=/g", "--program=/h", "--privileges=none", "--", "g"], "--program is there 2 times"),
        (["--program=/g", "--privileges=none", "--", "g"], "--format is missing"),
        (["--program=/g", "--privileges=none", "--format=xml", "--", "g"], "--format has no valid value: \"xml\""),
        (["--program=/g", "--privileges=none", "--format=text", "--shell=yes", "--", "g"], "unknown field --shell"),
        (["--program=/g", "--privileges=none", "g"], "unexpected word \"g\""),
        (["--program=/g", "--privileges=none", "--format=text", "--"], "the program's name is missing"),
    ])
    func allElseIsRefusedWithTheReason(words: [String], reason: String) {
        let problem = #expect(throws: RoleWords.Problem.self) { try TrampolineOrder(words) }
        #expect(problem?.message == reason)
    }

    @Test func aCommandThatIsPassedThroughIsStartedAsItIs() throws {
        var spec = ProcessSpec("t", "bash", group: .shared)
        #expect(order(spec) == nil)
        spec.user = nginx
        #expect(try #require(order(spec)).tie == nil, "its life is its own")
        #expect(order(ProcessSpec("t", "true"), parent: nil) == nil)
    }

    @Test func privilegesAloneNeedATrampoline() {
        #expect(order(ProcessSpec("t", "nginx", privileges: .noNew), parent: nil)?.privileges == .noNew)
    }
}
