import Launch
import Settings

/// What `env` prints: every variable we read, with type, default, value and source; secrets redacted.
package enum EnvironmentReport {
    package static func text(_ source: EnvironmentSource) -> String {
        let readings = SettingReading.readings(of: SettingsCatalog.all, from: source, includingDefaults: true)
        let width = SettingsCatalog.all.map(\.name.count).max() ?? 0
        return zip(SettingsCatalog.all, readings).map { setting, reading in
            let name = setting.name + String(repeating: " ", count: width - setting.name.count)
            let value = reading.value.isEmpty ? "(unset)" : reading.value
            return "\(name)  \(value)  [\(reading.origin); \(setting.type)]\n"
        }.joined()
    }

    package static func json(_ source: EnvironmentSource) -> JSONText {
        let readings = SettingReading.readings(of: SettingsCatalog.all, from: source, includingDefaults: true)
        return .array(
            zip(SettingsCatalog.all, readings).map { setting, reading in
                .object([
                    ("name", .string(setting.name)), ("program", .string(setting.program.rawValue)),
                    ("type", .string(setting.type)),
                    ("default", setting.shownDefault.isEmpty ? .null : .string(setting.shownDefault)),
                    ("value", reading.value.isEmpty ? .null : .string(reading.value)),
                    ("source", .string(reading.origin)), ("secret", .bool(setting.isSecret)),
                    ("help", .string(setting.help)),
                ])
            })
    }
}
