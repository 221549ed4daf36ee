import Testing

@testable import CeleryRunner

/// A state file is written by the project's process: whatever is in it, there is a verdict and no trap.
@Suite struct WorkerHealthBrokenStateTests {
    private static let limits = HealthLimits(
        hungAfter: 60, taskLimit: 3600, disconnectedAfter: 60, idleLimit: 60, beatLimit: 60)

    @Test(arguments: [
        "inf", "-inf", "nan", "1e300", "-1e300", "1e18", "-1e18", "0x1p2000", "", "x", "9223372036854775808",
    ])
    func noTimeTraps(_ value: String) {
        let keys = ["written", "loop", "oldest", "waiting_since", "delivery", "broker_probe", "tick", "next"]
        for key in keys {
            for base in ["written=10\nloop=10\ntick=10\nnext=20\n", ""] {
                for rest in ["active=1\nwaiting=1\n", "phase=stopping\n", ""] {
                    let state = CeleryState(base + rest + "\(key)=\(value)\n")
                    #expect(!WorkerHealth.verdict(state, now: 11, limits: Self.limits).detail.isEmpty)
                    #expect(!BeatHealth.verdict(state, now: 11, limits: Self.limits).detail.isEmpty)
                }
            }
        }
    }

    @Test func whatIsNoTimeIsNotThere() {
        for text in ["inf", "nan", "1e15", "-1e15"] { #expect(CeleryState("tick=\(text)").number("tick") == nil) }
        #expect(CeleryState("tick=12.5").number("tick") == 12.5)
        for value in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
            #expect(WorkerHealth.seconds(value) == "ever")
        }
    }
}
