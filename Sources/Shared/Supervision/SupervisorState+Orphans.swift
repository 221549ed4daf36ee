/// The processes of a group whose leader has ended: they finish their work.
struct Orphans: Sendable, Equatable {
    /// The process of the plan that they belonged to.
    let process: Int
    /// When those that still run are killed (monotonic seconds).
    let deadline: Double
    /// When the group is polled next.
    var nextPoll: Double
    var isKilled = false

    var nextDeadline: Double { isKilled ? nextPoll : min(nextPoll, deadline) }
}

extension SupervisorState {
    /// Seconds that orphaned workers get where the program ends with its process: in a pod nothing serves until the
    /// container has been started again, so a long request must not hold that up.
    private static let orphanTimeout = 5.0
    /// Seconds between two polls. Most ends are seen at once: orphans become children of the runner.
    private static let orphanInterval = 1.0

    /// What happens to the workers of a process that ended unasked.
    mutating func orphaned(by pid: Int32, _ index: Int, now: Double) -> [Action] {
        let spec = plan.processes[index]
        guard case .drained(let signal) = spec.orphans, !plan.passesStatusThrough else {
            return [.killGroup(pid: pid)]
        }
        let limit = spec.restart == .never ? Self.orphanTimeout : plan.shutdown.budget
        orphans[pid] = Orphans(process: index, deadline: now + limit, nextPoll: now + Self.orphanInterval)
        return [.signalGroup(signal, pid: pid), .pollGroup(pid: pid)]
    }

    /// What happens to the group of a process that ended during a stop: it is killed, unless the whole group has the stop
    /// signal. A shell ends by it at once, while the program that it runs may still finish its work.
    mutating func stopped(_ pid: Int32, _ index: Int, _ stop: Stop, now: Double) -> [Action] {
        let spec = plan.processes[index]
        guard spec.signalsGroup, case .stage(let stage, _) = stop.state,
            plan.stopStages.prefix(stage + 1).contains(where: { $0.contains(spec) })
        else { return [.killGroup(pid: pid)] }
        orphans[pid] = Orphans(process: index, deadline: stop.kill, nextPoll: now + Self.orphanInterval)
        return [.pollGroup(pid: pid)]
    }

    /// A process that the runner did not start has ended: perhaps the last of a group.
    func orphanEnded() -> [Action] {
        orphans.keys.sorted().map { .pollGroup(pid: $0) }
    }

    mutating func groupIsEmpty(_ pid: Int32, now: Double) -> [Action] {
        guard orphans.removeValue(forKey: pid) != nil else { return [] }
        guard case .stopping(let stop) = phase, !stop.isAtGate else { return [] }
        return stageIsOver(stop.stage) ? enterStage(now: now) : []
    }

    /// Polls the groups whose time for it has come, and kills those whose time is over.
    mutating func orphanTick(now: Double) -> [Action] {
        var actions: [Action] = []
        for (pid, group) in orphans.sorted(by: { $0.key < $1.key }) where group.nextDeadline <= now {
            if group.deadline <= now, !group.isKilled {
                actions.append(.emit(.orphansKilled(of: plan.processes[group.process].name, pid: pid)))
                actions.append(.killGroup(pid: pid))
                // The kernel takes a moment: polled once more soon.
                orphans[pid]?.isKilled = true
                orphans[pid]?.nextPoll = now + 0.1
            } else {
                orphans[pid]?.nextPoll = now + Self.orphanInterval
            }
            actions.append(.pollGroup(pid: pid))
        }
        return actions
    }

    /// They have had their time.
    func killOrphans() -> [Action] {
        orphans.keys.sorted().map { .killGroup(pid: $0) }
    }

    /// Whether orphaned workers of the stage run, by its index in `LaunchPlan.stopStages`.
    func hasOrphans(ofStage index: Int) -> Bool {
        guard plan.stopStages.indices.contains(index) else { return false }
        return orphans.values.contains { plan.stopStages[index].contains(plan.processes[$0.process]) }
    }
}
