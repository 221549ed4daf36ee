import TestSupport
import Testing

import struct Launch.ExitStatus

@testable import Launch
@testable import Supervision

@Suite struct SupervisorDriverTests {
    /// A world in which processes are numbers and the clock is a variable.
    private final class World {
        var events: [[SupervisorState.Event]]
        var done: [String] = []
        var now = 0.0
        var unstartable: Set<String> = []
        /// What happens when no deadline is left.
        var atRest: [SupervisorState.Event] = []
        private var pid: Int32 = 100

        init(_ events: [[SupervisorState.Event]]) { self.events = events }

        func run(_ plan: LaunchPlan) -> ExitStatus {
            let io = SupervisorIO(
                start: { spec in
                    self.done.append("start \(spec.name)")
                    if self.unstartable.contains(spec.name) { return .failure(.notFound) }
                    defer { self.pid += 1 }
                    return .success(self.pid)
                },
                send: { self.done.append("\($0.name) \($1)") }, killGroup: { self.done.append("kill \($0)") },
                emit: { _ in }, now: { self.now },
                wait: { deadline in
                    if !self.events.isEmpty { return self.events.removeFirst() }
                    guard let deadline else { return self.atRest }
                    self.now = deadline
                    return []
                })
            var driver = SupervisorDriver(plan: plan, io: io)
            return driver.run()
        }
    }

    @Test func performsAWholeLife() {
        let world = World([
            [.ended(pid: 100, .exited(0))], [.ended(pid: 101, .exited(0))], [.signal(.term)],
            [.ended(pid: 102, .exited(0))], [.ended(pid: 103, .exited(0))],
        ])
        #expect(world.run(twoServers()) == .success)
        #expect(
            world.done == [
                "start render", "start bootstrap", "start nginx", "start gunicorn", "SIGQUIT 102", "kill 102",
                "SIGTERM 103", "kill 103",
            ])
    }

    @Test func deadlinesPassWithoutEvents() {
        var plan = twoServers()
        plan.steps = []
        plan.processes.removeFirst()
        let world = World([[.signal(.term)]])
        world.atRest = [.ended(pid: 100, .killed(9))]
        #expect(world.run(plan) == .success)
        #expect(world.done == ["start gunicorn", "SIGTERM 100", "SIGQUIT 100", "kill 100", "kill 100"])
        #expect(world.now == 20)
    }

    @Test func aStartThatFailsStopsWhatRuns() {
        var plan = twoServers()
        plan.steps = []
        let world = World([[.ended(pid: 100, .exited(0))]])
        world.unstartable = ["gunicorn"]
        #expect(world.run(plan) == .notFound)
        #expect(world.done == ["start nginx", "start gunicorn", "SIGQUIT 100", "kill 100"])
    }
}
