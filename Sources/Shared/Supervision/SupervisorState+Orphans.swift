/// What a process that died unasked left behind: workers that finish what they have in hand.
struct Leftovers: Sendable, Equatable {
    /// The process of the plan that they belonged to.
    let process: Int
    /// When those that are still there are killed (monotonic seconds).
    let deadline: Double
    /// When it is asked next whether any is left.
    var nextLook: Double
}

extension SupervisorState {
    /// Seconds that left-over workers get where the program ends with its process: in a pod nothing serves until the
    /// container has been started again, so a long request must not hold that up.
    private static let patience = 5.0
    /// Seconds between two looks. Most ends are heard of at once: orphans become our children.
    private static let leftoverInterval = 1.0

    /// What is left of the group of a process that ended unasked.
    mutating func leftBehind(by pid: Int32, _ index: Int, now: Double) -> [Action] {
        let spec = plan.processes[index]
        guard case .drained(let signal) = spec.leftovers, !plan.passesStatusThrough else {
            return [.killGroup(pid: pid)]
        }
        let limit = spec.restart == .never ? Self.patience : plan.shutdown.budget
        leftovers[pid] = Leftovers(process: index, deadline: now + limit, nextLook: now + Self.leftoverInterval)
        return [.signalGroup(signal, pid: pid), .lookAtGroup(pid: pid)]
    }

    /// Some process that we did not start has ended: perhaps the last of a group.
    func orphanEnded() -> [Action] {
        leftovers.keys.sorted().map { .lookAtGroup(pid: $0) }
    }

    mutating func groupIsEmpty(_ pid: Int32, now: Double) -> [Action] {
        guard leftovers.removeValue(forKey: pid) != nil else { return [] }
        guard case .stopping(let progress) = phase, progress.hold == nil else { return [] }
        return stageIsOver(progress.stage) ? enterStage(now: now) : []
    }

    /// Looks again at those whose time for it has come, and kills those whose time is over.
    mutating func leftoverTick(now: Double) -> [Action] {
        var actions: [Action] = []
        for (pid, left) in leftovers.sorted(by: { $0.key < $1.key }) where min(left.nextLook, left.deadline) <= now {
            if left.deadline <= now {
                let name = plan.processes[left.process].name
                actions.append(.log(.warning, "what \(name) left behind has not finished in time: killed"))
                actions.append(.killGroup(pid: pid))
                // The kernel takes a moment; looked at once more soon.
                leftovers[pid] = Leftovers(process: left.process, deadline: .infinity, nextLook: now + 0.1)
            } else {
                leftovers[pid]?.nextLook = now + Self.leftoverInterval
            }
            actions.append(.lookAtGroup(pid: pid))
        }
        return actions
    }

    /// They have had their time.
    func killLeftovers() -> [Action] {
        leftovers.keys.sorted().map { .killGroup(pid: $0) }
    }

    /// Whether anything of the stage is left, by its index in `LaunchPlan.stopStages`.
    func leftovers(ofStage index: Int) -> Bool {
        guard plan.stopStages.indices.contains(index) else { return false }
        return leftovers.values.contains { plan.stopStages[index].contains(plan.processes[$0.process]) }
    }
}
