/// What `pyvenv.cfg` says: `name = value` lines (docs.python.org/3/library/venv.html). uv and virtualenv write `version_info`.
struct VirtualEnvironmentFile: Equatable {
    let version: String?
    /// Whether packages of the Python that it was made with are seen too.
    let seesSystem: Bool

    init?(_ text: String?) {
        guard let text else { return nil }
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            values[Self.trimmed(line[..<equals]).lowercased()] = Self.trimmed(line[line.index(after: equals)...])
        }
        version = ["version", "version_info"].lazy.compactMap { values[$0] }.compactMap(Self.number).first
        seesSystem = values["include-system-site-packages"]?.lowercased() == "true"
    }

    /// `3.13.1` of `3.13.1.final.0`, and of `3.13.1`.
    private static func number(_ text: String) -> String? {
        let parts = text.split(separator: ".").prefix(3).prefix { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        return parts.count < 2 ? nil : parts.joined(separator: ".")
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
