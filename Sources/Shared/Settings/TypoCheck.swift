/// Finds variables that look like a misspelling of a known one.
package enum TypoCheck {
    /// Names that other programs define and that resemble known ones by accident.
    private static let foreign: Set<String> = [
        "SECRETS_FILE", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND", "SECRET_KEYS", "SUPPORT", "REPORT", "SPORT",
        "POST", "DATABASE_URI", "HEALTH_PORT", "STATUS_PATH",
    ]

    /// One warning for each variable that is not known but within two edits of a known name.
    package static func warnings(
        environment: some Sequence<String>, settings: [SettingDescription]
    ) -> [String] {
        var known = Set(settings.map(\.name))
        for setting in settings where setting.readsFile { known.insert(setting.name + "_FILE") }
        let candidates = known.sorted()
        return environment.sorted().compactMap { name in
            guard name.utf8.count >= 6, !known.contains(name), !foreign.contains(name) else { return nil }
            // A longer name may have two slips; in a short one, two changed letters make another word.
            let limit = name.utf8.count >= 10 ? 2 : 1
            let near = candidates.min { distance($0, name) < distance($1, name) }
            guard let near, distance(near, name) <= limit, near.utf8.count >= 6 else { return nil }
            return "\(name) is not a known variable: did you mean \(near)?"
        }
    }

    /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count one each.
    static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left.utf8)
        let b = Array(right.utf8)
        if abs(a.count - b.count) > 2 { return 3 }
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        for i in stride(from: 1, through: a.count, by: 1) {
            for j in stride(from: 1, through: b.count, by: 1) {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                var best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                rows[i][j] = best
            }
        }
        return rows[a.count][b.count]
    }
}
