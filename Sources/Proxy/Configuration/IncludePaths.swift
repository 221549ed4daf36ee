/// Absolute `include` directives of user files, led to the tree that is in use.
///
/// A replaced `django.conf` from the predecessor says `include /etc/nginx/conf.d/django.conf.d/upstream.conf;`. The tree
/// is rendered below the run folder, since `/etc` may be read-only; there the same file is at another path.
enum IncludePaths {
    static func rewrite(_ contents: [UInt8], from roots: [String], to tree: String) -> [UInt8] {
        guard let text = String(validating: contents, as: UTF8.self), text.contains("include") else { return contents }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            guard let range = line.firstRange(of: "include") else { return String(line) }
            let before = line.prefix(upTo: range.lowerBound).reversed().first { $0 != " " && $0 != "\t" }
            guard before == nil || before == ";" || before == "{" else { return String(line) }
            var argument = String(line[range.upperBound...])
            for root in roots where argument.contains(root + "/") {
                argument = argument.replacing(root + "/", with: tree + "/", maxReplacements: 1)
                break
            }
            return String(line[..<range.upperBound]) + argument
        }
        return Array(lines.joined(separator: "\n").utf8)
    }
}
