/// What `nginx -t` said, in the operator's terms: the user's own file, not the rendered copy.
enum NginxTestReport {
    static func message(_ errors: String, tree: NginxTree, root: String) -> String {
        let lines = errors.split(separator: "\n").filter { $0.contains("[emerg]") || $0.contains("[crit]") }
        var reason = lines.map(withoutPrefix).joined(separator: "; ")
        if reason.isEmpty { reason = errors.split(separator: "\n").joined(separator: "; ") }
        var culprit: String?
        for file in tree.files {
            // With the colon of the line number: one path can be the beginning of another.
            let place = root + "/" + file.path + ":"
            if let source = file.source, reason.contains(place) {
                culprit = source
                reason = reason.replacing(place, with: source + ":")
            }
        }
        reason = reason.replacing(root + "/", with: "")
        let advice = culprit.map { "fix \($0), or remove it to use the default" } ?? "fix the settings it names"
        return "cannot use the Nginx configuration: \(reason); \(advice)"
    }

    /// `nginx: [emerg] text` -> `text`; with `-e stderr` the line may also start with a date and process numbers.
    private static func withoutPrefix(_ line: Substring) -> String {
        guard let mark = line.firstRange(of: "] ") else { return String(line) }
        var text = line[mark.upperBound...]
        if let colon = text.firstRange(of: ": "), text[..<colon.lowerBound].allSatisfy({ $0.isNumber || $0 == "#" }) {
            text = text[colon.upperBound...]
        }
        return String(text)
    }
}
