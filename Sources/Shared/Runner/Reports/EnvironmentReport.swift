import Launch
import Settings

/// What `env` prints: every variable of the suite, with type, default, value and source; secrets redacted.
package enum EnvironmentReport {
    package static func text(_ source: EnvironmentSource) -> String {
        let width = SettingsCatalog.all.map(\.name.count).max() ?? 0
        return rows(source).map { row in
            let name = row.setting.name + String(repeating: " ", count: width - row.setting.name.count)
            let value = row.reading.value.isEmpty ? "(unset)" : row.reading.value
            return "\(name)  \(value)  [\(row.reading.origin); \(row.setting.type)]\n"
        }.joined()
    }

    package static func json(_ source: EnvironmentSource) -> String {
        JSONDocument.pretty(rows(source))
    }

    private static func rows(_ source: EnvironmentSource) -> [Row] {
        let readings = SettingReading.readings(of: SettingsCatalog.all, from: source, includingDefaults: true)
        return zip(SettingsCatalog.all, readings).map(Row.init)
    }

    private struct Row: Encodable {
        let setting: SettingDescription
        let reading: SettingReading

        private enum Key: String, CodingKey {
            case name, program, type, value, source, secret, help
            case shownDefault = "default"
        }

        /// null where there is no default or no value.
        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Key.self)
            try members.encode(setting.name, forKey: .name)
            try members.encode(setting.program.rawValue, forKey: .program)
            try members.encode(setting.type, forKey: .type)
            try members.encode(setting.shownDefault.isEmpty ? nil : setting.shownDefault, forKey: .shownDefault)
            try members.encode(reading.value.isEmpty ? nil : reading.value, forKey: .value)
            try members.encode(reading.origin, forKey: .source)
            try members.encode(setting.isSecret, forKey: .secret)
            try members.encode(setting.help, forKey: .help)
        }
    }
}
