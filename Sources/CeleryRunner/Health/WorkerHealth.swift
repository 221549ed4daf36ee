/// The verdict on a worker: pure, from what it wrote and the time.
enum WorkerHealth {
    static func verdict(_ state: CeleryState, now: Double, limits: HealthLimits) -> CeleryVerdict {
        let age: (String) -> Double? = { key in state.number(key).map { max(0, now - $0) } }
        let silence = age("written") ?? .infinity
        // A pool that runs tasks in the main thread (solo) shows nothing else while one runs.
        let stillness = max(silence, age("loop") ?? 0)
        let tasks = taskText(state, age)

        if state.text("phase") == "stopping", silence < limits.hungAfter {
            return CeleryVerdict(condition: .stopping, detail: "stops; " + tasks)
        }
        if stillness > limits.hungAfter {
            return still(
                state, age, now: now, silence: silence, stillness: stillness, tasks: tasks, limits: limits)
        }
        if let reason = disconnection(state, now: now, limits) {
            return CeleryVerdict(
                condition: state.text("phase") == "starting" ? .starting : .disconnected, detail: reason)
        }
        if state.text("phase") == "starting" { return CeleryVerdict(condition: .starting, detail: "not ready yet") }
        if let waited = age("waiting_since"), waited > limits.idleLimit {
            return CeleryVerdict(
                condition: .hung,
                detail: "\(state.count("waiting")) messages wait, but none was delivered for \(seconds(waited))")
        }
        let full = state.count("active") >= max(1, state.count("concurrency"))
        return CeleryVerdict(condition: full ? .busy : .ok, detail: tasks + delivery(age))
    }

    /// Nothing moves: because of a task, because of the broker, or for no reason.
    private static func still(
        _ state: CeleryState, _ age: (String) -> Double?, now: Double, silence: Double, stillness: Double,
        tasks: String, limits: HealthLimits
    ) -> CeleryVerdict {
        let quiet = "no activity for \(seconds(stillness))"
        if state.count("active") > 0, let oldest = age("oldest"), oldest <= limits.taskLimit,
            silence <= limits.hungAfter || state.text("pool") == "solo"
        {
            return CeleryVerdict(condition: .busy, detail: tasks)
        }
        if silence <= limits.hungAfter, let reason = disconnection(state, now: now, limits) {
            return CeleryVerdict(condition: .disconnected, detail: reason)
        }
        return CeleryVerdict(condition: .hung, detail: quiet + "; " + tasks)
    }

    /// Why the broker counts as away; nil when it is there.
    static func disconnection(_ state: CeleryState, now: Double, _ limits: HealthLimits) -> String? {
        if let open = state.number("broker_probe").map({ max(0, now - $0) }), open > limits.disconnectedAfter {
            return "the broker has not answered for \(seconds(open))"
        }
        if let error = state.text("broker_error") { return "the broker is unreachable: \(error)" }
        return state.text("connected") == "0" ? "no connection to the broker" : nil
    }

    private static func taskText(_ state: CeleryState, _ age: (String) -> Double?) -> String {
        let count = "\(state.count("active")) of \(max(1, state.count("concurrency"))) running"
        guard state.count("active") > 0, let oldest = age("oldest") else { return count }
        return count + " (\(state.text("tasks") ?? "task"), for \(seconds(oldest)))"
    }

    private static func delivery(_ age: (String) -> Double?) -> String {
        age("delivery").map { "; last delivery \(seconds($0)) ago" } ?? "; nothing delivered yet"
    }

    static func seconds(_ value: Double) -> String {
        // A comparison with NaN is false: it ends here too.
        value.magnitude < 1e15 ? "\(Int(value)) s" : "ever"
    }
}
