import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings

/// `plan --json` prints the whole plan: a stored property that is added without its key fails here.
@Suite struct LaunchPlanEncodableTests {
    /// Properties that are in the JSON by another key, which readers know. An empty list: by the value's own form.
    private static let renamed: [String: [String]] = [
        "directories.is_volume": ["directories.volume"],
        "files.contents": ["files.bytes"],
        "pidfiles.path": ["pidfile_owners.path"],
        "pidfiles.program": ["pidfile_owners.program"],
        "reload.step": ["reload"],
        "reload.gates": ["reload_gates"],
        "reload.watch": ["reload_watches", "reload_notice"],
        "reload.watch.paths": ["reload_watches"],
        "reload.watch.notice": ["reload_notice"],
        "shutdown.budget": ["shutdown.budget_seconds"],
        "shutdown.reserve": ["shutdown.reserve_seconds"],
        "shutdown.stage_reserve": ["shutdown.stage_reserve_seconds"],
        "settings.origin": ["settings.source"],
        "*.executable": ["*.argv"],
        "*.arguments": ["*.argv"],
        "*.working_directory": ["*.directory"],
        "*.user": ["*.user", "*.uid", "*.gid"],
        "*.socket": ["*.socket", "*.socket_options"],
        "*.socket.path": ["*.socket_options.path"],
        "*.socket.mode": ["*.socket_options.mode"],
        "*.socket.backlog": ["*.socket_options.backlog"],
        "*.socket.owner": ["*.socket_options.owner"],
        "*.socket.group": ["*.socket_options.group"],
        "*.environment.name": ["*.environment.change"],
        "*.environment.value": ["*.environment.change"],
        "*.environment.origin": ["*.environment.source"],
        "*.stop": ["*.stop_signal", "*.stop_escalation", "*.stop_stage"],
        "*.stop.signal": ["*.stop_signal"],
        "*.stop.escalation": ["*.stop_escalation"],
        "*.stop.stage": ["*.stop_stage"],
    ]

    /// Types that are printed as one text or number, whatever they consist of.
    private static func isLeaf(_ value: Any) -> Bool {
        value is Account || value is Signal || value is IPAddress || value is ListenerSpec || value is Inheritance
            || value is EnvironmentChange.Value || value is DirectoryFailure || value is GateTimeout || value is String
            || value is [UInt8] || value is [Signal: Signal] || value is ProcessSpec.OrphanedWorkers
            || Mirror(reflecting: value).displayStyle == nil
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }

    /// The paths of all stored properties. A list and an enum's value stand for what is in them; all processes are `*`.
    private static func properties(of value: Any, at path: String) -> Set<String> {
        if isLeaf(value) { return [] }
        let mirror = Mirror(reflecting: value)
        var found: Set<String> = []
        for child in mirror.children {
            switch mirror.displayStyle {
            case .struct:
                let name = snakeCase(child.label ?? "?")
                let inner = path.isEmpty ? name : "\(path).\(name)"
                let place = child.value is ProcessSpec || child.value is [ProcessSpec] ? "*" : inner
                found.formUnion([inner])
                found.formUnion(properties(of: child.value, at: place))
            default:
                found.formUnion(properties(of: child.value, at: path))
            }
        }
        return found
    }

    /// The paths of all keys.
    private static func keys(of value: Any, at path: String) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys(of: $1, at: path)) } }
        guard let object = value as? [String: Any] else { return [] }
        return object.reduce(into: []) { found, member in
            let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
            found.insert(inner)
            let isProcess = ["steps", "processes", "reload"].contains(inner)
            found.formUnion(keys(of: member.value, at: isProcess ? "*" : inner))
        }
    }

    private static func missing(_ properties: Set<String>, in json: String) throws -> [String] {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        let keys = keys(of: object, at: "")
        return properties.filter { !(renamed[$0] ?? [$0]).allSatisfy(keys.contains) }.sorted()
    }

    /// A plan in which each value is set.
    private var plan: LaunchPlan {
        var server = ProcessSpec(
            "web", "server", ["--x", "redis://u:hunter2@h"],
            environment: [EnvironmentChange("KEY", .secret(Secret("hunter2")), origin: "file /s")],
            inherits: .only(AllowList(["PATH"])), workingDirectory: "/app", user: django, privileges: .none,
            socket: SocketSpec(path: "/run/s", mode: 0o660, backlog: 1, owner: django, group: 7), group: .own,
            stop: StopPolicy(signal: .quit, escalation: .term, stage: 1), forwards: [.hup: .usr1],
            restart: .backoff(Backoff(onlyAfterSignals: true)))
        server.programOwner = .root
        server.listeners = [ListenerSpec(port: 8000, address: .anyIPv4)]
        server.pidfile = "/run/pid"
        server.orphans = .drained(by: .quit)
        server.signalsGroup = true
        server.isEssential = false
        let listeners = ListenerGate(process: "web", listeners: .tcp, handshake: 0.3, timeout: .seconds(2))
        let gates: [StopGate] = [
            .delay(DelayGate(seconds: 5, flag: "/f", announcement: "draining", variable: "V")),
            .peer(PeerGate(name: "the peer", folder: "/p", whenServing: listeners)), .listeners(listeners),
        ]
        var plan = LaunchPlan(
            program: "x", shutdown: ShutdownPolicy(budget: 25, gates: gates), warnings: ["w"],
            logs: LogPolicy(overflow: .drop, format: .json),
            settings: [SettingReading(name: "N", value: "v", origin: "o")])
        plan.notes = ["n"]
        plan.directories = [DirectorySpec("/d", owner: django, ifImpossible: .warns("c"), formerOwner: django)]
        plan.files = [FileSpec("/f", contents: [1])]
        plan.obsoleteFiles = ["/o"]
        plan.pidfiles = [PidfileSpec("/pid", program: "p")]
        plan.ownerships = [OwnershipSpec("/own", owner: django)]
        plan.ports = [PortSpec(80, variable: "PORT", addresses: [.anyIPv4])]
        plan.steps = [server]
        plan.processes = [server]
        plan.reload = ReloadSpec(step: server, gates: ["web"], watch: WatchSpec(["/w"], notice: "changed"))
        plan.servingMark = "/mark"
        plan.state = RunnerStateSpec(
            .web, layout: Layout(app: "/app", run: "/run", config: "/etc"), celery: [.worker])
        return plan
    }

    @Test func everyStoredPropertyHasItsKey() throws {
        let properties = Self.properties(of: plan, at: "")
        // The walk has been everywhere: one property of each type.
        for sample in [
            "program", "directories.former_owner", "files.mode", "ownerships.create", "ports.variable", "state.role",
            "*.restart.only_after_signals", "*.socket.group", "*.stop.stage", "*.environment.origin",
            "shutdown.gates.announcement", "shutdown.gates.when_serving.handshake", "reload.watch.notice",
            "logs.format", "settings.value", "pidfiles.program",
        ] { #expect(properties.contains(sample), "\(sample)") }
        #expect(try Self.missing(properties, in: plan.json) == [])
    }

    @Test func aPropertyWithoutAKeyIsFound() throws {
        #expect(try Self.missing(["program", "forgotten"], in: plan.json) == ["forgotten"])
    }

    @Test func whatIsNotThereIsNull() throws {
        let bare = LaunchPlan(program: "x", shutdown: ShutdownPolicy(budget: 1))
        let object = try JSONSerialization.jsonObject(with: Data(bare.json.utf8)) as? [String: Any]
        for key in ["state", "reload", "serving_mark", "logs"] { #expect(object?[key] is NSNull, "\(key)") }
        #expect(!plan.json.contains("hunter2"))
    }
}
