import Settings

/// The order for a log relay, as its command line has it.
struct RelayOrder: Equatable {
    /// A stream that it relays.
    struct Stream: Equatable {
        /// "stdout", "stderr", or "output" when both lead to the same place.
        let name: String
        /// The descriptor that it reads.
        let input: Int32
        /// The descriptor that it writes to.
        let output: Int32

        init(name: String, input: Int32, output: Int32) {
            self.name = name
            self.input = input
            self.output = output
        }

        fileprivate init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3, !parts[0].isEmpty, let input = Int32(parts[1]), let output = Int32(parts[2]) else {
                return nil
            }
            self.init(name: String(parts[0]), input: input, output: output)
        }

        fileprivate var text: String { "\(name):\(input):\(output)" }
    }

    /// The program whose streams they are: the name in its log lines.
    let program: String
    /// The format of its own lines.
    let format: LogFormat
    /// The descriptor from which it reads the order to end.
    let control: Int32
    let streams: [Stream]
}

extension RelayOrder {
    /// The words behind the hidden one. `init(_:)` reads them.
    var words: [String] {
        RoleWords.encode(
            [("program", program), ("format", format.rawValue), ("control", String(control))]
                + streams.map { ("stream", $0.text) })
    }

    init(_ words: some Sequence<String>) throws(RoleWords.Problem) {
        var words = try RoleWords(words)
        program = try words.required("program") { $0 }
        format = try words.required("format", LogFormat.init(rawValue:))
        control = try words.required("control") { Int32($0) }
        streams = try words.all("stream", Stream.init)
        try words.finish()
        if streams.isEmpty { throw RoleWords.Problem(message: "--stream is missing") }
        if let word = words.rest.first { throw RoleWords.Problem(message: "unexpected word \"\(word)\"") }
    }
}
