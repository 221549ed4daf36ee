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

    @Test func theStatusPortSpeaksForNginx() {
        #expect(HealthVerdict.ofStatusPort(.status(200), port: 1).isGood)
        #expect(!HealthVerdict.ofStatusPort(.status(503), port: 1).isGood)
        #expect(HealthVerdict.ofStatusPort(.refused, port: 8001).detail == "nothing listens on port 8001 (yet)")
    }
}
