import Launch
import System

/// All that happens before the first process: checks first, then what changes the disk.
enum Preparation {
    /// - Parameter sockets: bind the ports that the runner listens on.
    /// - Returns: what the operator should know although all went well.
    @discardableResult
    static func perform(_ plan: LaunchPlan, sockets: inout ListeningSockets) throws(PlanFailure) -> [String] {
        let specs = plan.steps + plan.processes + (plan.reload.map { [$0.step] } ?? [])
        for spec in specs { _ = try ProgramSearch.find(spec) }
        for case let socket? in plan.processes.map(\.socket) { try UnixSocket.check(socket) }
        for port in plan.ports {
            for address in port.addresses {
                guard let reason = Ports.reasonAgainst(ListenerSpec(port: port.number, address: address)) else {
                    continue
                }
                throw PlanFailure(
                    "cannot listen on port \(port.number) of \(address.text): \(reason); free it, or set "
                        + "\(port.variable) to another port", status: .configuration)
            }
        }
        for process in plan.processes { try sockets.reserve(process.listeners) }
        let accounts = Set((plan.directories.map(\.owner) + specs.map(\.user)).compactMap { $0?.uid })
        var warnings: [String] = []
        for directory in plan.directories {
            if let warning = try WishedDirectory.make(directory, accounts: accounts) { warnings.append(warning) }
        }
        for path in plan.obsoleteFiles { FileTree.remove(path) }
        for pidfile in plan.pidfiles { Pidfile.removeStale(pidfile) }
        for file in plan.files { try FileTree.write(file) }
        for ownership in plan.ownerships {
            if let warning = try Ownership.give(ownership) { warnings.append(warning) }
        }
        return warnings
    }
}
