import Testing

@testable import Runner

@Suite struct RelayRestartsTests {
    @Test func oneThatHasWorkedIsStartedAgainAtOnce() {
        var restarts = RelayRestarts()
        for now in stride(from: 0.0, to: 500, by: 50) {
            restarts.started(now: now)
            #expect(restarts.ended(now: now + RelayRestarts.worked) == now + RelayRestarts.worked)
        }
    }

    @Test func oneThatEndsAsItStartsWaitsLongerAndLonger() {
        var restarts = RelayRestarts()
        var now = 100.0
        var waits: [Double] = []
        for _ in 0..<10 {
            restarts.started(now: now)
            let next = restarts.ended(now: now)
            waits.append(next - now)
            now = next
        }
        #expect(waits == [0, 0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        restarts.started(now: now)
        #expect(restarts.ended(now: now + 60) == now + 60, "it has worked: all is forgiven")
    }
}
