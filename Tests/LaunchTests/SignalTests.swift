import Testing

@testable import Launch

@Suite struct SignalTests {
    @Test func terminationsReadAsAShellSaysThem() {
        #expect(Termination.exited(3).status == ExitStatus(3))
        #expect(Termination.killed(9).status == ExitStatus(137))
        #expect(Termination.killed(9).text == "signal 9 (SIGKILL)")
        #expect(Termination.killed(6).text == "signal 6 (SIGABRT)")
    }
}
