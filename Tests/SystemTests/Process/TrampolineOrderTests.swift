import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct TrampolineOrderTests {
    private func order(_ spec: ProcessSpec, parent: Int32? = 7) -> TrampolineOrder? {
        TrampolineOrder(for: spec, program: "/bin/g", parent: parent)
    }

    @Test func itSaysAllThatTheChildItselfMustDo() throws {
        var spec = ProcessSpec("t", "gunicorn", ["a"], stop: StopPolicy(signal: .quit))
        spec.user = nginx
        spec.privileges = .none
        #expect(
            try #require(order(spec)).words
                == [
                    "launch", "__launch", "/bin/g", "101", "101", "101,107", "-", "-", "none", "7", "3", "gunicorn",
                    "a",
                ])
        spec.user = nil
        spec.privileges = .noNew
        spec.workingDirectory = "/run/celery"
        spec.socket = SocketSpec(path: "/s", mode: 0o660, backlog: 1, owner: nil)
        #expect(
            try #require(order(spec)).words
                == [
                    "launch", "__launch", "/bin/g", "-", "-", "-", "/run/celery", "1", "no-new", "7", "3", "gunicorn",
                    "a",
                ])
    }

    @Test func whatIsWrittenIsRead() throws {
        var spec = ProcessSpec("t", "gunicorn", ["-", "", "a b"], stop: StopPolicy(signal: .quit))
        for user in [nil, nginx, Account(name: "x", uid: 5, gid: 6, groups: [], home: "/")] {
            for privileges in [Privileges.unchanged, .noNew, .none] {
                for parent in [nil, Int32(7)] {
                    spec.user = user
                    spec.privileges = privileges
                    spec.workingDirectory = user == nil ? nil : "/w"
                    guard let written = order(spec, parent: parent) else { continue }
                    #expect(TrampolineOrder(written.words) == written)
                }
            }
        }
    }

    @Test(arguments: [
        [], ["app-runner"], ["launch", "__launch"],
        ["app-runner", "plan", "x", "-", "-", "-", "-", "-", "none", "-", "-", "g"],
        ["launch", "__launch", "/g", "-", "-", "-", "-", "-", "all", "-", "-", "g"],
        ["launch", "__launch", "/g", "root", "0", "-", "-", "-", "none", "-", "-", "g"],
    ])
    func allElseIsNoOrder(words: [String]) {
        #expect(TrampolineOrder(words) == nil)
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
