import Testing

@testable import CeleryRunner

/// One state of a worker at second 10,000 after another, with the verdict that it deserves.
@Suite struct WorkerHealthConditionTests {
    private typealias Condition = CeleryVerdict.Condition

    private static let limits = HealthLimits(
        hungAfter: 60, taskLimit: 3600, disconnectedAfter: 15, idleLimit: 120, beatLimit: 30)

    /// A prefork worker that is connected and idle, with changes; `nil` leaves a fact out.
    private func verdict(_ changes: [String: String?]) -> CeleryVerdict {
        var facts: [String: String?] = [
            "phase": "ready", "connected": "1", "written": "9999", "loop": "9999", "pool": "prefork", "active": "0",
            "concurrency": "2",
        ]
        facts.merge(changes) { $1 }
        let text = facts.compactMap { name, value in value.map { "\(name)=\($0)\n" } }.joined()
        return WorkerHealth.verdict(CeleryState(text), now: 10_000, limits: Self.limits)
    }

    private func expect(_ changes: [String: String?], _ condition: Condition) {
        #expect(verdict(changes).condition == condition, "\(changes)")
    }

    @Test func withoutAWordItIsHung() {
        #expect(WorkerHealth.verdict(CeleryState(""), now: 10_000, limits: Self.limits).condition == .hung)
        #expect(verdict(["written": nil]).detail.contains("no activity for ever"))
    }

    @Test func startingTakesAsLongAsTheBrokerTakes() {
        expect(["phase": "starting", "loop": nil], .starting)
        expect(["phase": "starting", "connected": "0", "broker_probe": "9000"], .starting)
        expect(["phase": "starting", "written": "9000", "loop": nil], .hung)
    }

    @Test func everySlotMakesItBusy() {
        let oldest = ["oldest": "9998"]
        expect(oldest.merging(["active": "1"]) { $1 }, .ok)
        expect(oldest.merging(["active": "2"]) { $1 }, .busy)
        expect(oldest.merging(["active": "3"]) { $1 }, .busy)
        expect(oldest.merging(["active": "1", "concurrency": "0"]) { $1 }, .busy)
        expect(oldest.merging(["active": "0", "concurrency": "0"]) { $1 }, .ok)
    }

    @Test func aLongTaskThatLeavesTheLoopAloneIsNoMatter() {
        expect(["active": "1", "oldest": "0"], .ok)
        expect(["active": "2", "oldest": "0"], .busy)
    }

    @Test func theBrokerIsAway() {
        expect(["broker_error": "OSError"], .disconnected)
        expect(["broker_probe": "9985"], .ok)
        expect(["broker_probe": "9984.9"], .disconnected)
        expect(["connected": "0"], .disconnected)
        expect(["connected": nil], .ok)
        #expect(verdict(["broker_error": "OSError: no"]).detail == "the broker is unreachable: OSError: no")
        #expect(verdict(["broker_probe": "9900"]).detail == "the broker has not answered for 100 s")
    }

    @Test func anAbsentBrokerExplainsAStillLoopButNotSilence() {
        expect(["broker_error": "OSError", "loop": "9000"], .disconnected)
        expect(["broker_probe": "9000", "loop": "9000"], .disconnected)
        expect(["broker_error": "OSError", "loop": "9000", "written": "9000"], .hung)
    }

    @Test func aTaskOfTheMainThreadExplainsStillnessUntilItsLimit() {
        let solo: [String: String?] = [
            "pool": "solo", "concurrency": "1", "active": "1", "written": "6400", "loop": "6400",
        ]
        expect(solo.merging(["oldest": "6400"]) { $1 }, .busy)
        expect(solo.merging(["oldest": "6399"]) { $1 }, .hung)
        expect(solo.merging(["active": "0"]) { $1 }, .hung)
        expect(solo.merging(["pool": "prefork", "oldest": "6400"]) { $1 }, .hung)
        expect(solo.merging(["oldest": nil]) { $1 }, .hung)
    }

    @Test func messagesThatNobodyTakes() {
        let waiting = ["waiting": "7"]
        expect(waiting.merging(["waiting_since": "9880"]) { $1 }, .ok)
        expect(waiting.merging(["waiting_since": "9879"]) { $1 }, .hung)
        expect(waiting.merging(["waiting_since": "9000", "broker_error": "x"]) { $1 }, .disconnected)
        #expect(verdict(["waiting": "7", "waiting_since": "9000"]).detail.hasPrefix("7 messages wait"))
    }

    @Test func stoppingWinsOverAllButSilence() {
        for facts in [[:], ["loop": "9000"], ["broker_error": "x"], ["waiting_since": "9000"]] as [[String: String]] {
            expect(facts.merging(["phase": "stopping"]) { $1 }, .stopping)
        }
        expect(["phase": "stopping", "written": "9939"], .hung)
        expect(
            [
                "phase": "stopping", "pool": "solo", "written": "9000", "loop": "9000", "active": "1",
                "oldest": "9000",
            ], .busy)
    }

    @Test func theLastDeliveryIsTold() {
        #expect(verdict(["delivery": "9990"]).detail.hasSuffix("; last delivery 10 s ago"))
        #expect(verdict([:]).detail == "0 of 2 running; nothing delivered yet")
    }
}
