import Launch
import Settings
import TestSupport
import Testing

@testable import System

@Suite struct InternalRoleTests {
    @Test func eachRoleIsReadFromItsCommandLine() throws {
        let spec = ProcessSpec("t", "gunicorn", ["a"])
        let order = TrampolineOrder(for: spec, program: "/bin/g", parent: 7, format: .text)
        let launch = InternalRole.launch(try #require(order))
        let stream = RelayOrder.Stream(name: "output", input: 5, output: 1)
        let relay = InternalRole.relay(RelayOrder(program: "proxy", format: .text, control: 4, streams: [stream]))
        for role in [launch, relay] { #expect(try InternalRole(role.commandLine) == role) }
        #expect(relay.commandLine.first == "proxy: log relay", "what ps shows")
    }

    @Test(arguments: [[], ["app-runner"], ["app-runner", "plan"], ["app-runner", "serve", "__launch"]])
    func anyOtherCommandLineHasNoRole(words: [String]) throws {
        #expect(try InternalRole(words) == nil)
    }

    @Test func publishingIsTheArgumentParsers() throws {
        #expect(try InternalRole(["app-runner", HiddenWord.publishStatic.rawValue, "--to", "/s"]) == nil)
    }

    @Test(arguments: [HiddenWord.launch, .relay])
    func aHiddenWordAloneIsRefused(word: HiddenWord) {
        #expect(throws: RoleWords.Problem.self) { try InternalRole(["app-runner", word.rawValue]) }
    }
}
