import Testing

@testable import AppRunner
@testable import Runner
@testable import System

@Suite struct AppHealthTests {
    @Test(
        arguments: [
            (.status(200), true), (.status(302), true), (.status(404), true), (.status(499), true),
            (.status(500), false), (.status(503), false), (.absent, false), (.refused, false), (.silent, false),
            (.failed("x"), false),
        ] as [(HTTPProbe.Answer, Bool)])
    func readyMeansAnAnswerBelow500(answer: HTTPProbe.Answer, isReady: Bool) {
        #expect(AppHealth.readiness(answer).isGood == isReady)
    }

    @Test(
        arguments: [
            (.connected, true), (.status(500), true), (.absent, true), (.silent, true), (.failed("x"), true),
            (.refused, false),
        ] as [(HTTPProbe.Answer, Bool)])
    func liveMeansThatARestartWouldNotHelp(answer: HTTPProbe.Answer, isLive: Bool) {
        #expect(AppHealth.liveness(answer).isGood == isLive)
    }

    private func during(_ part: String?, _ wait: StatusFile.Wait?, isLive: Bool = false) -> HealthVerdict {
        AppHealth.during(
            StatusFile(kind: "start", pid: 1, processStart: 1, part: part, wait: wait), isLive: isLive, now: 20)
    }

    @Test func aStartSaysWhatItDoesOrWaitsFor() {
        let wait = StatusFile.Wait(reason: "database default at db:5432: refused", since: 7.4)
        let text = "the start has waited 12 s for database default at db:5432: refused"
        #expect(during("migrate", wait) == HealthVerdict(isGood: false, "not ready: " + text))
        #expect(during(nil, wait, isLive: true) == HealthVerdict(isGood: true, "live: " + text))
        #expect(during("migrate", nil).detail == "not ready: the start runs migrate")
        #expect(during(nil, nil, isLive: true).detail == "live: the start runs")
    }

    @Test func aPlantedStatusIsOneShortLine() {
        let detail = during("a\u{1b}[2J\u{85}\r" + String(repeating: "x\u{301}\u{301}", count: 60_000), nil).detail
        #expect(detail.unicodeScalars.count < 400 && !detail.contains { $0.isNewline || $0 == "\u{1b}" })
        #expect(during(nil, StatusFile.Wait(reason: "x", since: 1e14)).detail.contains("waited 0 s"))
        #expect(during(nil, StatusFile.Wait(reason: "x", since: -1e14)).isGood == false)
    }

    @Test func theStatusPortSpeaksForNginx() {
        #expect(HealthVerdict.ofStatusPort(.status(200), port: 1).isGood)
        #expect(!HealthVerdict.ofStatusPort(.status(503), port: 1).isGood)
        #expect(HealthVerdict.ofStatusPort(.refused, port: 8001).detail == "nothing listens on port 8001 (yet)")
    }
}
