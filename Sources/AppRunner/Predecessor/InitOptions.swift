import Launch

/// The command line of `tini` and `dinit` (which was dumb-init): the options of both, then a command.
struct InitOptions: Equatable {
    enum Request: Equatable {
        case run([String])
        case help
        case version
        case wrong(String)
    }

    private(set) var request = Request.help
    /// Signals go to all of the command's process group: tini's `-g`, and what dumb-init does unless `-c` is given.
    private(set) var signalsGroup: Bool
    /// tini's `-e`: statuses that become 0.
    private(set) var expectedStatuses: Set<Int32> = []
    /// dumb-init's `-r FROM:TO`: signals that reach the command as others; 0 drops them.
    private(set) var rewrites: [Signal: Signal] = [:]
    /// tini's `-p`: the signal that comes when our parent ends.
    private(set) var parentDeath: Signal?

    /// The options stop at the first word that is none, or behind `--`.
    ///
    /// - Parameter signalsGroup: tini's variable TINI_KILL_PROCESS_GROUP is set.
    init(_ name: PredecessorName, _ arguments: [String], signalsGroup: Bool = false) {
        self.signalsGroup = signalsGroup || name == .dinit
        var rest = arguments[...]
        while let word = rest.first, word.hasPrefix("-"), word != "-" {
            rest = rest.dropFirst()
            if word == "--" { break }
            if let end = word.hasPrefix("--") ? long(word, &rest) : short(word, &rest) {
                request = end
                return
            }
        }
        request = rest.isEmpty ? .wrong("no command") : .run(Array(rest))
    }

    /// Whether nothing but the command itself is asked for.
    var isPlain: Bool { expectedStatuses.isEmpty && rewrites.isEmpty }

    private mutating func long(_ word: String, _ rest: inout ArraySlice<String>) -> Request? {
        let parts = word.split(separator: "=", maxSplits: 1).map { String($0) }
        switch parts[0] {
        case "--version": return .version
        case "--help": return .help
        case "--single-child": signalsGroup = false
        case "--verbose": break
        case "--rewrite":
            return option("r", parts.count == 2 ? parts[1] : take(&rest))
        default: return .wrong("unknown option \(word)")
        }
        return nil
    }

    /// One-letter options, several in a word, a value in the same word or in the next.
    private mutating func short(_ word: String, _ rest: inout ArraySlice<String>) -> Request? {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            switch letter {
            case "h": return .help
            case "V", "l": return .version
            case "g": signalsGroup = true
            case "c": signalsGroup = false
            // Orphans are always adopted; what tini would warn of or tell does not come up.
            case "s", "v", "w": break
            case "e", "p", "r":
                if let end = option(letter, letters.isEmpty ? take(&rest) : String(letters)) { return end }
                letters = ""
            default: return .wrong("unknown option -\(letter)")
            }
        }
        return nil
    }

    private func take(_ rest: inout ArraySlice<String>) -> String { rest.popFirst() ?? "" }

    private mutating func option(_ letter: Character, _ value: String) -> Request? {
        switch letter {
        case "e":
            guard let status = Int32(value), (0...255).contains(status) else {
                return .wrong("-e needs an exit status from 0 to 255, not \"\(value)\"")
            }
            expectedStatuses.insert(status)
        case "p":
            guard let signal = Signal(named: value) else { return .wrong("-p needs a signal, not \"\(value)\"") }
            parentDeath = signal
        default:
            let numbers = value.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) }
            guard numbers.count == 2, let from = numbers[0], let target = numbers[1], (1...64).contains(from),
                (0...64).contains(target)
            else { return .wrong("-r needs two signal numbers, FROM:TO, not \"\(value)\"") }
            rewrites[Signal(rawValue: from)] = Signal(rawValue: target)
        }
        return nil
    }
}
