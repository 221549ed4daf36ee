/// The verdict on beat: it says itself when its next tick is due.
enum BeatHealth {
    static func verdict(_ state: CeleryState, now: Double, limits: HealthLimits) -> CeleryVerdict {
        guard let tick = state.number("tick"), let next = state.number("next") else {
            return CeleryVerdict(condition: .starting, detail: "no tick yet")
        }
        let silence = now - (state.number("written") ?? -.infinity)
        // Without the broker a tick may hang for as long as the broker is away; a restart would not bring it back.
        if silence <= limits.hungAfter, let reason = WorkerHealth.disconnection(state, now: now, limits) {
            return CeleryVerdict(condition: .disconnected, detail: reason)
        }
        let ago = WorkerHealth.seconds(now - tick)
        if now > next + limits.beatLimit {
            return CeleryVerdict(
                condition: .hung,
                detail: "the tick due \(WorkerHealth.seconds(now - next)) ago is missing; last tick \(ago) ago")
        }
        return CeleryVerdict(condition: .ok, detail: "last tick \(ago) ago")
    }
}
