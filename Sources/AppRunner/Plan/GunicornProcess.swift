import BootstrapPython
import Launch
import Settings

/// Gunicorn, on a socket that the runner owns.
enum GunicornProcess {
    /// Requests that wait while Gunicorn starts, restarts or is busy: Gunicorn's own default.
    static let backlog: Int32 = 2048

    static func spec(_ configuration: AppConfiguration) -> ProcessSpec {
        let user = configuration.common.user
        let socket = SocketSpec(
            path: configuration.common.layout.gunicornSocket, mode: 0o660, backlog: backlog, owner: user,
            group: socketGroup(configuration))
        var spec = ProcessSpec(
            ProcessName.gunicorn, configuration.project.python.interpreter, arguments(configuration),
            environment: environment(configuration),
            inherits: .nonEmpty, user: user, privileges: .confined(to: user),
            socket: configuration.gunicorn.bindsItself ? nil : socket,
            // After Nginx has drained; QUIT is Gunicorn's quick stop.
            stop: StopPolicy(signal: .term, escalation: .quit, stage: 1),
            forwards: [.hup: .hup, .usr1: .usr1, .ttin: .ttin, .ttou: .ttou, .winch: .winch])
        // Its workers finish their requests when it was killed; they would by themselves, but only at their next look.
        spec.orphans = .drained(by: .term)
        // Gunicorn itself would write it anew at every SIGHUP, and ends when it cannot.
        spec.pidfile = configuration.common.layout.gunicornPidfile
        return spec
    }

    /// The proxy of a pod finishes its requests first. One that is not stopping, as in an upgrade of the app alone, keeps
    /// sending requests: busy workers come back for those that wait in the socket.
    static func gate(_ layout: Layout) -> StopGate {
        .peer(
            PeerGate(
                name: "the proxy", folder: layout.gunicornDirectory,
                whenServing: ListenerGate(process: ProcessName.gunicorn, listeners: .unix, timeout: .firstStage)))
    }

    /// The images' Nginx is in group django: where the project's processes run as root, or as a user whose group Nginx's user
    /// is not in, the socket is that group's. nil: the group of the socket's owner.
    private static func socketGroup(_ configuration: AppConfiguration) -> UInt32? {
        guard let image = configuration.common.imageOwner else { return nil }
        guard let user = configuration.common.user else { return image.gid }
        guard let nginx = configuration.proxy?.user, nginx.uid != user.uid, !nginx.groups.contains(user.gid),
            nginx.groups.contains(image.gid)
        else { return nil }
        return image.gid
    }

    static func environment(_ configuration: AppConfiguration) -> [EnvironmentChange] {
        ChildEnvironment.ofProject(configuration) + ChildEnvironment.ofGunicorn(configuration)
    }

    /// Python's: our start of Gunicorn, then Gunicorn's own.
    static func arguments(_ configuration: AppConfiguration) -> [String] {
        [launcher(configuration.common.layout)] + configuration.gunicorn.arguments
    }

    static func files(_ layout: Layout) -> [FileSpec] {
        [FileSpec(launcher(layout), contents: BootstrapPython.gunicornLauncher)]
    }

    /// Without a suffix: the project sees the name in `sys.argv`, and may ask for it.
    private static func launcher(_ layout: Layout) -> String { layout.bootstrapDirectory + "/gunicorn" }
}
