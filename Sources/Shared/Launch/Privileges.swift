import Settings

/// What a process may do beyond its user's rights, now and after every later `execve(2)`.
package enum Privileges: String, Sendable, Equatable {
    /// As the container gave them: a command that is passed through may be `sudo`.
    case unchanged
    /// No set-user-id program and no file capability gives it more (PR_SET_NO_NEW_PRIVS); what it has it keeps.
    case noNew = "no-new"
    /// No new ones, and the capability bounding set and the ambient set are emptied.
    case none

    /// For servers and steps: those that are switched to another user need no capability of root's.
    package static func confined(to user: Account?) -> Privileges { user == nil ? .noNew : .none }

    /// As `plan` prints it; nil when nothing is taken.
    package var text: String? {
        switch self {
        case .unchanged: nil
        case .noNew: "gains no privileges (no_new_privs)"
        case .none: "gains no privileges (no_new_privs), no capabilities (empty bounding set)"
        }
    }
}
