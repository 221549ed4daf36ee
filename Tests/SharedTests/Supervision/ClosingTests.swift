import Testing

@testable import Shared

/// The last moment before Nginx stops listening: nobody new, and nobody who is at the door is lost.
@Suite struct SupervisorClosingTests {
    private func proxy(delay: Double = 0, budget: Double = 20) -> SupervisorScript {
        var plan = twoServers()
        plan.steps = []
        plan.shutdown = ShutdownPolicy(budget: budget)
        plan.shutdown.drain = ShutdownPolicy.Drain(delay: delay, flag: "/r/draining")
        plan.processes[0].listeners = [ListenerSpec(port: 8000, isIPv6: false)]
        return running(plan)
    }

    @Test func theQueueRunsDryFirst() {
        var script = proxy()
        #expect(script.send(.signal(.term)) == [.announceDrain("/r/draining"), .refuseNewConnections])
        #expect(script.state.nextDeadline == 0.3)
        #expect(script.passDeadline() == [.lookAtQueue])
        #expect(script.send(.queued(3)).isEmpty)
        #expect(script.passDeadline() == [.lookAtQueue])
        #expect(script.send(.queued(0)) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func afterTheDrainDelay() {
        var script = proxy(delay: 5)
        #expect(script.send(.signal(.term)) == [.announceDrain("/r/draining")])
        #expect(script.passDeadline() == [.refuseNewConnections])
        #expect(script.passDeadline() == [.lookAtQueue])
        #expect(script.send(.queued(0)) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func ctrlCLosesNobodyEither() {
        var script = proxy(delay: 5)
        #expect(script.send(.signal(.int)).last == .refuseNewConnections)
    }

    @Test func anNginxThatDoesNotAcceptIsNotWaitedForForEver() {
        var script = proxy()
        _ = script.send(.signal(.term))
        while script.now < 2 {
            #expect(script.passDeadline() == [.lookAtQueue])
            if script.now < 2 { #expect(script.send(.queued(1)).isEmpty) }
        }
        #expect(script.send(.queued(1)) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func aShortBudgetIsKept() {
        var script = proxy(budget: 1)
        _ = script.send(.signal(.term))
        #expect(script.state.nextDeadline == 0.25, "half of the time until the hurry")
    }

    @Test func hurryAndDeathDoNotWait() {
        var script = proxy()
        _ = script.send(.signal(.term))
        script.now = 0.2
        #expect(script.send(.signal(.term)) == [.closePorts, .send(.term, pid: 100), .send(.quit, pid: 101)])
        script = proxy()
        #expect(script.send(.signal(.quit)).contains(.closePorts))
        script = proxy()
        #expect(script.ends(101, .exited(3)).suffix(2) == [.closePorts, .send(.quit, pid: 100)])
    }

    @Test func anNginxThatIsNotThereIsNotWaitedFor() {
        var script = proxy()
        _ = script.ends(100, .exited(0))
        #expect(!script.send(.signal(.term)).contains(.refuseNewConnections))
    }
}
