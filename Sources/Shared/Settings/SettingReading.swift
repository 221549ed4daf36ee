/// One setting as it was read: value (redacted when secret) and source.
package struct SettingReading: Sendable, Equatable {
    package let name: String
    package let value: String
    package let origin: String

    package init(name: String, value: String, origin: String) {
        self.name = name
        self.value = value
        self.origin = origin
    }
}

extension SettingReading {
    /// The settings that have a value, with where it came from; secrets are redacted here, once.
    package static func readings(
        of settings: [SettingDescription], from source: EnvironmentSource, includingDefaults: Bool
    ) -> [SettingReading] {
        settings.compactMap { setting in
            let text = source.variables[setting.name].flatMap { $0.isEmpty ? nil : $0 }
            guard text != nil || includingDefaults else { return nil }
            let shown: String
            if let text {
                shown = setting.isSecret ? Secret.mask : text.redacted.escapedForOneLine
            } else {
                shown = setting.shownDefault
            }
            let origin = text == nil ? EnvironmentSource.Origin.fallback : source.origin(of: setting.name)
            return SettingReading(name: setting.name, value: shown, origin: origin.description)
        }
    }
}
