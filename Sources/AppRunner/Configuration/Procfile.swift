import Settings

/// One process of a Procfile.
struct ProcfileEntry: Sendable, Equatable {
    let name: String
    /// For a shell.
    let command: String
}

/// The project's Procfile, as Heroku, foreman and honcho read it: `name: command` lines, comments and blank lines.
struct Procfile: Sendable, Equatable {
    /// In the order of the file.
    let entries: [ProcfileEntry]
    /// Whole sentences with the file's line; the text of a line is not in them, as it may hold a secret.
    let problems: [String]

    init(_ bytes: [UInt8], path: String) {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            entries = []
            problems = ["cannot use \(path): it is not text in UTF-8"]
            return
        }
        var entries: [ProcfileEntry] = []
        var problems: [String] = []
        let withoutMark = text.unicodeScalars.first == "\u{FEFF}" ? text.utf8.dropFirst(3) : text.utf8[...]
        let lines = withoutMark.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let content = Self.trimmed(line)
            if content.isEmpty || content.first == UInt8(ascii: "#") { continue }
            let place = "\(path):\(index + 1)"
            guard let entry = Self.entry(line) else {
                problems.append(
                    "cannot use \(place): a line must be `name: command`, the name of letters, digits, _ and -")
                continue
            }
            if entries.contains(where: { $0.name == entry.name }) {
                problems.append("cannot use \(place): there is a process \(entry.name) already; rename one of the two")
            } else {
                entries.append(entry)
            }
        }
        self.entries = entries
        self.problems = problems
    }

    /// The Procfile in the project's folder.
    static func read(_ common: CommonConfiguration, _ host: HostProbe) -> HostProbe.FileAnswer<Procfile> {
        let path = common.layout.procfile
        return host.projectFile(path, common.user).map { Procfile($0, path: path) }
    }

    func entry(_ name: String) -> ProcfileEntry? { entries.first { $0.name == name } }

    /// For a message about a name that is not there.
    var names: String { entries.isEmpty ? "none" : entries.map(\.name).joined(separator: ", ") }

    private static func entry(_ line: Substring.UTF8View) -> ProcfileEntry? {
        let name = line.prefix(while: ProcfileChoice.isNameByte)
        let rest = line[name.endIndex...]
        guard !name.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
        let command = trimmed(rest.dropFirst())
        guard !command.isEmpty else { return nil }
        return ProcfileEntry(name: String(Substring(name)), command: String(Substring(command)))
    }

    private static func trimmed(_ line: Substring.UTF8View) -> Substring.UTF8View {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        let start = line.drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) }.map { start.index(after: $0) } ?? start.startIndex
        return start[..<end]
    }
}
