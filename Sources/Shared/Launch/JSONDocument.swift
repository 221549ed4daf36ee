import FoundationEssentials

/// JSON as the programs print it. FoundationEssentials is linked already (swift-argument-parser and swift-log import it):
/// `JSONEncoder` adds 4 KB to a static binary of 14.7 MB, measured; Foundation would add 47 MB.
package enum JSONDocument {
    /// A value over several lines, its members by name: what `--json` prints.
    package static func pretty(_ value: some Encodable) -> String {
        encoded(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// An object on one line whose members keep their order: a line of a log begins with its time.
    package static func line(_ fields: [(name: String, value: any Encodable)]) -> String {
        let members = fields.map { name, value in
            "\(encoded(name, .withoutEscapingSlashes)): \(encoded(value, [.sortedKeys, .withoutEscapingSlashes]))"
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private static func encoded(_ value: some Encodable, _ format: JSONEncoder.OutputFormatting) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = format
        // JSON has no word for them: without this a limit that is infinite would be an error.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("cannot encode \(type(of: value)) as JSON: \(error)")
        }
    }
}
