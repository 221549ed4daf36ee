/// Absolute `include` directives of user files, led to the tree that is in use.
///
/// A replaced `django.conf` from the predecessor says `include /etc/nginx/conf.d/django.conf.d/upstream.conf;`. The tree
/// is rendered below the run folder, since `/etc` may be read-only; there the same file is at another path.
enum IncludePaths {
    static func rewrite(_ contents: [UInt8], from roots: [String], to tree: String) -> [UInt8] {
        guard let text = String(validating: contents, as: UTF8.self), text.contains("include") else { return contents }
        // By scalars: to Swift, the end of a line in a file from Windows is one character, and not "\n".
        let split = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = split.map { scalars -> String in
            let line = Substring(scalars)
            guard let range = line.firstRange(of: "include") else { return String(line) }
            let before = line.prefix(upTo: range.lowerBound).reversed().first { $0 != " " && $0 != "\t" }
            guard before == nil || before == ";" || before == "{" else { return String(line) }
            let argument = line[range.upperBound...]
            guard let end = argument.firstIndex(of: ";") else { return String(line) }
            let value = trimmed(argument[..<end])
            guard let root = roots.first(where: { value.hasPrefix($0 + "/") }) else { return String(line) }
            // In quotes: the run folder's path may hold a blank.
            return line[..<range.upperBound] + " \"" + tree + value.dropFirst(root.count) + "\"" + argument[end...]
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// Without the blanks and quotes around it.
    private static func trimmed(_ text: Substring) -> Substring {
        let isEdge: (Character) -> Bool = { " \t\"'".contains($0) }
        let start = text.drop(while: isEdge)
        guard let last = start.lastIndex(where: { !isEdge($0) }) else { return start }
        return start[...last]
    }
}
