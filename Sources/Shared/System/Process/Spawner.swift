import Glibc
import Launch
import Settings

/// Starts child processes with `posix_spawn(3)`: a clean signal mask and dispositions, and their own process group.
package struct Spawner {
    package var sockets = ListeningSockets()
    /// Whether children get a signal when this process ends, however it ends.
    let tiesChildren: Bool

    /// The format of the line that a child writes whose program cannot be started.
    let format: LogFormat

    package init(tiesChildren: Bool, format: LogFormat) {
        self.tiesChildren = tiesChildren
        self.format = format
    }

    /// Starts the process. Errors are sentences with the status that a shell would exit with (126 or 127).
    ///
    /// - Parameters:
    ///   - errors: a descriptor that becomes the child's stderr; nil: the runner's.
    ///   - output: a descriptor that becomes the child's stdout; nil: the runner's.
    package mutating func start(
        _ spec: ProcessSpec, errors: Int32? = nil, output: Int32? = nil
    ) throws(PlanFailure) -> Int32 {
        let program = try ProgramSearch.find(spec)
        let descriptors = try sockets.descriptors(for: spec)
        var argv = [spec.executable] + spec.arguments
        var path = program
        let parent = tiesChildren ? getpid() : nil
        if let order = TrampolineOrder(for: spec, program: program, parent: parent, format: format) {
            // The exact binary that runs, even if the file was replaced meanwhile.
            path = "/proc/self/exe"
            argv = InternalRole.launch(order).commandLine
        }
        return try spawn(path, argv, spec: spec, descriptors: descriptors, errors: errors, output: output)
    }

    /// A relay, with the real stdout and stderr; its command line is `LogRelay`'s.
    package func start(relay commandLine: [String], _ pipes: LogPipes) throws(PlanFailure) -> Int32 {
        var spec = ProcessSpec("log relay", "/proc/self/exe")
        spec.inherits = .only(.relay)
        return try pipes.handOver { () throws(PlanFailure) in
            try spawn(spec.executable, commandLine, spec: spec, descriptors: [], errors: nil)
        }
    }

    private func spawn(
        _ path: String, _ argv: [String], spec: ProcessSpec, descriptors: [Int32], errors: Int32?,
        output: Int32? = nil
    ) throws(PlanFailure) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        if spec.group == .own { flags |= POSIX_SPAWN_SETPGROUP }
        posix_spawnattr_setflags(&attributes, Int16(flags))
        posix_spawnattr_setpgroup(&attributes, 0)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (index, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, ProcessSpec.firstDescriptor + Int32(index))
        }
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors, 2) }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }

        let arguments = CStringArray(argv)
        let entries = childEnvironment(spec)
        var environment: [UnsafeMutablePointer<CChar>?] = entries.map { entry in
            entry.withUnsafeBytes { strdup($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
        }
        environment.append(nil)
        defer {
            for entry in environment { free(entry) }
        }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, path, &actions, &attributes, arguments.pointers, environment)
        guard code == 0 else {
            let status = code == ENOENT ? ExitStatus.notFound : .notExecutable
            throw PlanFailure("cannot run \(spec.executable): \(systemReason(code))", status: status)
        }
        return pid
    }
}
