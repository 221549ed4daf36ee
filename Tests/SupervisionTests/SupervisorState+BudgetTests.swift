import TestSupport
import Testing

@testable import Launch
@testable import Supervision

/// How a budget is split: the times that `plan` prints, and the times that the supervisor keeps.
@Suite struct SupervisorStateBudgetTests {
    @Test(arguments: [
        (25, 3, 2), (20, 3, 2), (12, 2, 1.2), (9, 1.5, 0.9), (6, 1, 0.6), (4, 1, 0.5), (2, 0.5, 0.5), (1, 0.25, 0.5),
    ])
    func theReservesScaleDown(budget: Double, reserve: Double, stage: Double) {
        let policy = ShutdownPolicy(budget: budget)
        #expect(abs(policy.reserve - reserve) < 1e-9 && abs(policy.stageReserve - stage) < 1e-9)
    }

    /// What a cold shutdown of Celery's needs is not scaled down: messages that are not given back wait in the broker.
    @Test func aLongQuickStopKeepsItsTime() {
        #expect([25, 6, 4].map { ShutdownPolicy(budget: $0, quickStop: 3).reserve } == [3, 3, 2])
    }

    /// Nginx accepts connections that have begun for 0.3 s, and ends a request of 6 s that came with them.
    @Test func nineSecondsLetARequestOfSixFinish() {
        let times = kept(plan(budget: 9))
        #expect(times.map(\.shortText) == ["6.6", "7.5", "9"] && times[0] > 6.3)
        var pod = plan(budget: 9)
        pod.processes.removeLast()
        pod.shutdown.gates = [drainGate(1, flag: "/f"), portGate]
        #expect(kept(pod).map(\.shortText) == ["1", "7.5", "9"], "one that begins in the drain delay finishes too")
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 9, 10, 25, 60] as [Double], [0, 1] as [Double])
    func whatPlanPrintsIsWhatIsKept(budget: Double, delay: Double) {
        guard delay <= budget / 2 else { return }
        var plan = plan(budget: budget)
        plan.shutdown.gates = [drainGate(delay, flag: "/f"), portGate]
        #expect(printed(plan) == kept(plan).map(\.shortText))
    }

    @Test(arguments: [1, 2, 3, 9, 25] as [Double]) func theAppOfAPodKeepsItsTimesToo(budget: Double) {
        var plan = plan(budget: budget)
        plan.processes.removeFirst()
        plan.shutdown.gates = [peerGate("/run/gunicorn")]
        #expect(printed(plan) == kept(plan).map(\.shortText))
    }

    @Test(arguments: [1, 2, 3] as [Double]) func everyStageOfAShortBudgetHasAMoment(budget: Double) {
        let times = [0] + kept(plan(budget: budget))
        #expect(times.count == 4)
        for (earlier, later) in zip(times, times.dropFirst()) { #expect(later - earlier >= 0.25) }
    }

    /// The times that are printed are those that are kept.
    @Test func theSupervisorKeepsTheTimes() {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown = ShutdownPolicy(budget: 25)
        plan.shutdown.gates = [drainGate(5, flag: "/f"), portGate]
        var script = running(plan)
        _ = script.send(.signal(.term))
        var times: [Double] = []
        while let next = script.state.nextDeadline {
            times.append(next)
            _ = script.passDeadline()
        }
        #expect(times == [5, 20, 22, 25])
    }

    private func plan(budget: Double) -> LaunchPlan {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown = ShutdownPolicy(budget: budget)
        return plan
    }

    /// Every second that the timetable names, but for the beginning; as it is printed.
    private func printed(_ plan: LaunchPlan) -> [String] {
        var times = plan.stopTimetable.compactMap { line in
            line.firstMatch(of: /at ([0-9.]+) s/).map { String($0.1) }
        }
        if case .delay(let gate)? = plan.shutdown.gates.first, gate.seconds > 0 { times[0] = gate.seconds.shortText }
        return times
    }

    /// When the supervisor acts although nothing has ended; polls of the proxy, which is draining, are no act.
    private func kept(_ plan: LaunchPlan) -> [Double] {
        var script = running(plan)
        var times: [Double] = []
        _ = script.send(.signal(.term))
        while script.state.nextDeadline != nil {
            var polls = false
            for action in script.passDeadline() {
                guard case .pollPeer = action else { continue }
                polls = true
                _ = script.send(.peer(.draining))
            }
            if !polls { times.append(script.now) }
        }
        return times
    }
}
