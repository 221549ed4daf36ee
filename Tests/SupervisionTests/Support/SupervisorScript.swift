import TestSupport

@testable import Launch
@testable import Supervision

/// Feeds a `SupervisorState` with events and keeps the clock; pids are 100 and up, in the order of the starts.
struct SupervisorScript {
    var state: SupervisorState
    var now = 0.0
    private(set) var pids: [SupervisorState.Key: Int32] = [:]
    private var nextPid: Int32 = 100

    init(_ plan: LaunchPlan) {
        state = SupervisorState(plan: plan)
    }

    /// Handles the event and starts whatever it asks to be started; every action, in order, without log lines.
    mutating func send(_ event: SupervisorState.Event) -> [SupervisorState.Action] {
        var queue = [event]
        var actions: [SupervisorState.Action] = []
        while !queue.isEmpty {
            for action in state.handle(queue.removeFirst(), now: now) {
                if case .emit = action { continue }
                actions.append(action)
                if case .start(let key) = action {
                    pids[key] = nextPid
                    queue.append(.started(key, pid: nextPid))
                    nextPid += 1
                }
            }
        }
        return actions
    }

    mutating func ends(_ pid: Int32, _ termination: Termination = .exited(0)) -> [SupervisorState.Action] {
        send(.ended(pid: pid, termination))
    }

    /// Moves the clock to the next deadline and lets it pass.
    mutating func passDeadline() -> [SupervisorState.Action] {
        now = state.nextDeadline ?? now
        return send(.tick)
    }
}

/// The script of `twoServers` with both running: Nginx has pid 102, Gunicorn 103.
func running(_ plan: LaunchPlan = twoServers()) -> SupervisorScript {
    var script = SupervisorScript(plan)
    _ = script.send(.begin)
    for index in plan.steps.indices { _ = script.ends(100 + Int32(index)) }
    return script
}

/// The gates of the proxy and of the app of a pod.
let portGate = StopGate.listeners(
    ListenerGate(process: "nginx", listeners: .tcp, handshake: 0.3, timeout: .seconds(2)))

func drainGate(_ delay: Double, flag: String) -> StopGate {
    .delay(
        DelayGate(seconds: delay, flag: flag, announcement: "draining: /readyz answers 503", variable: "DRAIN_DELAY"))
}

func peerGate(_ folder: String) -> StopGate {
    .peer(
        PeerGate(
            name: "the proxy", folder: folder,
            whenServing: ListenerGate(process: "gunicorn", listeners: .unix, timeout: .firstStage)))
}
