import Launch
import Settings

extension CheckReport: Encodable {
    /// The version of the JSON form.
    static let version = 1
    /// The facts of the JSON form; null where one is not known.
    static let factNames = [
        "shape", "user", "app_folder", "interpreter", "interpreter_reason", "python", "django", "gunicorn",
        "gunicorn_origin", "settings",
        "debug", "application", "worker_class", "static_url", "static_root", "media_url", "media_root", "database",
    ]

    /// What `check --json` prints.
    var json: String { JSONDocument.pretty(self) }

    private enum Key: String, CodingKey {
        case version, findings, passed, facts
        case notRun = "not_run"
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(Self.version, forKey: .version)
        try members.encode(ordered.map(Finding.init), forKey: .findings)
        try members.encode(passed, forKey: .passed)
        try members.encode(notRun, forKey: .notRun)
        let known = Self.factNames.map { ($0, facts[$0]?.nonEmpty) }
        try members.encode(Dictionary(uniqueKeysWithValues: known), forKey: .facts)
    }

    /// A diagnostic as the document has it.
    private struct Finding: Encodable {
        let diagnostic: Diagnostic

        private enum Key: String, CodingKey {
            case id, level, title, place, fix
        }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Key.self)
            try members.encode(diagnostic.id, forKey: .id)
            try members.encode(diagnostic.severity.rawValue, forKey: .level)
            try members.encode(diagnostic.title, forKey: .title)
            try members.encode(diagnostic.place.nonEmpty, forKey: .place)
            try members.encode(diagnostic.fix.nonEmpty, forKey: .fix)
        }
    }
}

extension String {
    /// nil, which the document has as null, where there is no text.
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
