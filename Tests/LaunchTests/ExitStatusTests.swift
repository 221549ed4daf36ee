import Testing

import struct Launch.ExitStatus

@testable import Launch

@Suite struct ExitStatusTests {
    @Test(
        arguments: [
            (.exited(0), 0), (.exited(3), 3), (.exited(255), 255), (.killed(9), 137), (.killed(15), 143),
            (.killed(2), 130),
            (.killed(11), 139),
        ] as [(Termination, Int32)])
    func aSignalReads128AndItsNumber(termination: Termination, code: Int32) {
        #expect(termination.status.code == code)
    }

    @Test func theDocumentedStatuses() {
        let all: [ExitStatus] = [.success, .failure, .usage, .unavailable, .configuration, .notExecutable, .notFound]
        #expect(all.map(\.code) == [0, 1, 64, 69, 78, 126, 127])
    }

    @Test(arguments: [(1, "HUP"), (2, "INT"), (3, "QUIT"), (9, "KILL"), (10, "USR1"), (12, "USR2"), (15, "TERM")])
    func signalsAreNamedAsKillNamesThem(number: Int32, name: String) {
        #expect(Signal(rawValue: number).name == "SIG" + name)
    }

    @Test(arguments: [(0.5, "0.5"), (1, "1"), (30, "30"), (0.25, "0.3"), (2.04, "2")])
    func secondsInALogLine(seconds: Double, text: String) {
        #expect(seconds.shortText == text)
    }
}
