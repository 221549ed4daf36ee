import Runner

/// The names of the predecessor's programs that Dockerfiles call; each is a link to this program.
package enum PredecessorName: String, CaseIterable {
    case suExec = "su-exec"
    case tini
    case dinit
    case djangoEntrypoint = "django-entrypoint.sh"
    case celeryEntrypoint = "celery-entrypoint.sh"

    /// Does what the program of that name did.
    package func main(_ arguments: [String]) -> Never {
        switch self {
        // Before anything blocks a signal: the program that it becomes gets the mask as it is.
        case .suExec: SuExec.main(arguments)
        case .tini, .dinit: InitCommand.main(self, arguments)
        case .djangoEntrypoint: Program.app.main(arguments)
        case .celeryEntrypoint: Program.celeryEntrypoint.main(arguments)
        }
    }
}
