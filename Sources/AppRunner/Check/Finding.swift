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

extension Finding {
    /// From "cannot X: reason; what to do".
    init(id: String, level: Level, sentence: String, place: String) {
        let scalars = sentence.unicodeScalars
        let end = scalars.indices.first {
            scalars[$0] == ";" && scalars.index(after: $0) < scalars.endIndex
                && scalars[scalars.index(after: $0)] == " "
        }
        let title = end.map { String(scalars[..<$0]) } ?? sentence
        let fix = end.map { String(scalars[scalars.index($0, offsetBy: 2)...]) } ?? ""
        self.init(id: id, level: level, title: title, place: place, fix: fix)
    }
}
