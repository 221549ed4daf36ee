import Shared

/// Gunicorn, on a socket that the runner owns.
enum GunicornProcess {
    /// Requests that wait while Gunicorn starts, restarts or is busy: Gunicorn's own default.
    static let backlog: Int32 = 2048

    static func spec(_ configuration: AppConfiguration) -> ProcessSpec {
        let user = configuration.common.user
        let socket = SocketSpec(
            path: configuration.common.layout.gunicornSocket, mode: 0o660, backlog: backlog, owner: user)
        var spec = ProcessSpec(
            ProcessName.gunicorn, "gunicorn", configuration.gunicorn.arguments, environment: environment(configuration),
            inherits: .nonEmpty, user: user, privileges: .confined(to: user),
            socket: configuration.gunicorn.bindsItself ? nil : socket,
            // After Nginx has drained; QUIT is Gunicorn's quick stop.
            stop: StopPolicy(signal: .term, hurry: .quit, stage: 1),
            forwards: [.hup: .hup, .usr1: .usr1, .ttin: .ttin, .ttou: .ttou, .winch: .winch])
        // Its workers finish their requests when it was killed; they would by themselves, but only at their next look.
        spec.leftovers = .drained(by: .term)
        // Gunicorn itself would write it anew at every SIGHUP, and ends when it cannot.
        spec.pidfile = configuration.common.layout.gunicornPidfile
        return spec
    }

    static func environment(_ configuration: AppConfiguration) -> [EnvironmentChange] {
        ChildEnvironment.withoutSuperuserPassword(configuration.secretsFromFiles)
            + ProcessSpec.home(of: configuration.common.user)
    }
}
