/// Absolute paths as text; nothing is asked of the file system.
package enum Paths {
    /// The names of a path from the root on, without empty ones. Split by bytes: a combining character behind a slash would
    /// hide it from a split by characters.
    package static func parts(of path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    }

    /// The absolute path with these names; `/` without any.
    package static func joined(_ parts: some Sequence<String>) -> String {
        "/" + parts.joined(separator: "/")
    }

    /// The folder that the last name of an absolute path lies in; `/` for the root itself.
    package static func parent(of path: String) -> String {
        joined(parts(of: path).dropLast())
    }
}
