import Settings

/// What a container runs: the health command asks accordingly.
package enum RunnerRole: String, Sendable, CaseIterable {
    /// The application server, in the single shape with the proxy and, if asked, worker and beat.
    case web
    case worker
    case beat
    /// `migrate`, `collectstatic`, `publish-static`: it is well while it runs.
    case oneShot = "one-shot"
    /// A process of the project's Procfile in a container of its own: it is well while it runs.
    case procfile = "procfile-process"
    /// A command that is executed as it is: it is well while it runs.
    case command
}

/// The file in which a runner says what it is.
package struct RunnerStateSpec: Sendable, Equatable {
    package let path: String
    package let role: RunnerRole
    /// The workers and schedulers that the runner starts.
    package let celery: [CeleryKind]

    /// The folder of the file.
    package var folder: String { Paths.parent(of: path) }

    package init(_ role: RunnerRole, layout: Layout, celery: [CeleryKind] = []) {
        path = layout.runnerState
        self.role = role
        self.celery = celery
    }
}
