import Launch
import Logging
import Settings
import System

/// A line of the log, with its end, in both formats.
enum LogLine {
    /// - Parameter fields: metadata in the order in which it is written.
    static func text(
        _ level: Logger.Level, _ program: String, _ message: String, format: LogFormat,
        fields: [(key: String, value: Logger.MetadataValue)] = []
    ) -> String {
        switch format {
        case .text: plain(level, program, message, fields)
        case .json: json(level, program, message, fields)
        }
    }

    /// `2026-01-31T23:59:59.123Z INFO app-runner: starts gunicorn`: time first, then what to look for, then the sentence.
    private static func plain(
        _ level: Logger.Level, _ program: String, _ message: String,
        _ fields: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        let suffix = fields.filter { !$0.value.isSaid }.map { " \($0.key)=\("\($0.value)".escapedForOneLine)" }.joined()
        let sentence = message.escapedForOneLine
        return "\(Clock.timestamp()) \(level.rawValue.uppercased()) \(program): \(sentence)\(suffix)\n"
    }

    /// `{"time": …, "level": …, "program": …, "message": …}`: one object a line.
    private static func json(
        _ level: Logger.Level, _ program: String, _ message: String,
        _ fields: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        let members: [(name: String, value: any Encodable)] = [
            ("time", Clock.timestamp()), ("level", level.rawValue), ("program", program), ("message", message),
        ]
        return JSONDocument.line(members + fields.map { ($0.key, "\($0.value)") }) + "\n"
    }
}
