/// One thing that `check` has to say.
struct Finding: Sendable, Equatable {
    enum Level: String, Sendable, CaseIterable {
        /// The container would not start, or every request of a kind fails.
        case error
        /// It works, and is likely wrong.
        case warning
        case note
    }

    /// The check's name.
    let id: String
    let level: Level
    let title: String
    /// file:line, or the name of an environment variable; empty where there is none.
    var place = ""
    /// What to change; empty where the title says it.
    var fix = ""
}
