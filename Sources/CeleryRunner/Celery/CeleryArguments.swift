import Settings

/// A Celery command line, taken apart as far as our rules need it.
package struct CeleryArguments: Sendable, Equatable {
    /// What stands before the subcommand: `-A`, `--broker` and the like.
    package let global: [String]
    /// `worker`, `beat`, `inspect`, …; nil for options alone (`--version`).
    package let command: String?
    /// What stands behind the subcommand.
    package let rest: [String]

    /// Celery's global options that take a value (celery/bin/celery.py).
    private static let globalsWithValue: Set<String> = [
        "-A", "--app", "-b", "--broker", "--result-backend", "--loader", "--config", "--workdir",
    ]

    package init(_ arguments: [String]) {
        var index = 0
        while index < arguments.count, arguments[index].hasPrefix("-") {
            index += Self.globalsWithValue.contains(arguments[index]) ? 2 : 1
        }
        index = min(index, arguments.count)
        global = Array(arguments[..<index])
        command = index < arguments.count ? arguments[index] : nil
        rest = Array(arguments[index...].dropFirst())
    }

    package var kind: CeleryKind? { command.flatMap(CeleryKind.init) }

    /// Whether one of the names is among the global options.
    package func namesGlobal(_ names: String...) -> Bool {
        Self.lastValue(of: names, in: global) != nil
    }

    /// Whether one of the names is among the subcommand's options.
    package func names(_ names: String...) -> Bool {
        Self.lastValue(of: names, in: rest) != nil
    }

    /// The last value of an option of the subcommand, under any of its names.
    package func value(_ names: String...) -> String? {
        Self.lastValue(of: names, in: rest)
    }

    /// Options of one letter without a value, which may stand before another one in the same word: `-El debug`
    /// (celery/bin/worker.py, beat.py and celery.py).
    private static let flags: Set<Character> = ["B", "D", "E", "q", "C"]

    private static func lastValue(of names: [String], in arguments: [String]) -> String? {
        arguments.indices.reversed().lazy.compactMap { index in
            names.lazy.compactMap { value(of: $0, in: arguments, at: index) }.first
        }.first
    }

    /// `--name value`, `--name=value`, `-n value` or `-nvalue`; "" for an option at the end.
    private static func value(of name: String, in arguments: [String], at index: Int) -> String? {
        var argument = arguments[index]
        if !name.hasPrefix("--"), argument.hasPrefix("-"), !argument.hasPrefix("--") {
            argument = "-" + argument.dropFirst().drop { flags.contains($0) }
        }
        if argument == name { return index + 1 < arguments.count ? arguments[index + 1] : "" }
        guard argument.hasPrefix(name) else { return nil }
        let value = argument.dropFirst(name.count)
        if name.hasPrefix("--") { return value.first == "=" ? String(value.dropFirst()) : nil }
        return String(value)
    }
}
