/// Words of an internal command line: `--name=value` for each field that is set, then `--` and words that are passed on.
///
/// The writer and the reader are the same binary, so the reader takes nothing for granted and guesses nothing: an
/// unknown, repeated, missing or malformed field is an error.
struct RoleWords {
    /// Why a command line is refused.
    struct Problem: Error, Equatable {
        let message: String
    }

    private static let end = "--"

    private var fields: [(name: String, value: String)] = []
    /// The words behind `--`.
    private(set) var rest: [String] = []

    /// The words for the fields in their order; nil is left out.
    static func encode(_ fields: [(name: String, value: String?)], rest: [String] = []) -> [String] {
        fields.compactMap { name, value in value.map { "--\(name)=\($0)" } } + [end] + rest
    }

    init(_ words: some Sequence<String>) throws(Problem) {
        var isBehindEnd = false
        for word in words {
            if isBehindEnd {
                rest.append(word)
            } else if word == Self.end {
                isBehindEnd = true
            } else {
                guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else {
                    throw Problem(message: "unexpected word \"\(word)\"")
                }
                let name = word[..<equals].dropFirst(2)
                fields.append((String(name), String(word[word.index(after: equals)...])))
            }
        }
        guard isBehindEnd else { throw Problem(message: "\"\(Self.end)\" is missing") }
    }

    /// Takes the values of a field that may be there several times, in their order.
    mutating func all<Value>(_ name: String, _ parse: (String) -> Value?) throws(Problem) -> [Value] {
        var values: [Value] = []
        for field in fields where field.name == name {
            guard let value = parse(field.value) else {
                throw Problem(message: "--\(name) has no valid value: \"\(field.value)\"")
            }
            values.append(value)
        }
        fields.removeAll { $0.name == name }
        return values
    }

    /// Takes the value of a field that may be missing.
    mutating func optional<Value>(_ name: String, _ parse: (String) -> Value?) throws(Problem) -> Value? {
        let values = try all(name, parse)
        guard values.count <= 1 else { throw Problem(message: "--\(name) is there \(values.count) times") }
        return values.first
    }

    /// Takes the value of a field that must be there.
    mutating func required<Value>(_ name: String, _ parse: (String) -> Value?) throws(Problem) -> Value {
        guard let value = try optional(name, parse) else { throw Problem(message: "--\(name) is missing") }
        return value
    }

    /// Call when all known fields have been taken.
    func finish() throws(Problem) {
        if let field = fields.first { throw Problem(message: "unknown field --\(field.name)") }
    }
}
