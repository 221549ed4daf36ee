import System

/// Scripts of a project at the places where the predecessor's images had theirs: there they replaced them, here they do not.
package enum ReplacedScripts {
    package static let paths = ["/scripts/django-entrypoint.sh", "/scripts/celery-entrypoint.sh"]

    /// A warning for each that is the project's own.
    ///
    /// - Parameter isOwn: whether a file of the project's is at the path.
    package static func warnings(_ isOwn: (String) -> Bool = isProjects) -> [String] {
        paths.filter(isOwn).map {
            "\($0) is the project's own file, and nothing runs it unless ENTRYPOINT or the command names it: name it there, "
                + "or remove it"
        }
    }

    /// Whether there is a file that is not a link to this program.
    package static func isProjects(_ path: String) -> Bool {
        FileTree.identity(path) != [] && !FileTree.isSameFile(path, "/proc/self/exe")
    }
}
