extension Setting where Value == Bool {
    /// A switch: on when the value is non-empty and does not read as "no" (0, false, no, off; any case).
    package static func toggle(_ name: String, _ program: SettingDescription.Scope, help: String) -> Setting {
        Setting(
            name, program: program, type: "a switch: anything but empty, 0, false, no, off turns it on",
            default: false, shownDefault: "off", help: help, parse: { Parsers.isOn($0) })
    }
}

extension Setting where Value == Int {
    /// A whole number within `range`.
    package static func integer(
        _ name: String, _ program: SettingDescription.Scope, default value: Int, in range: ClosedRange<Int>,
        help: String
    ) -> Setting {
        Setting(
            name, program: program, type: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            default: value, shownDefault: String(value), help: help,
            parse: { Parsers.integer($0, in: range) })
    }

    /// A time in whole seconds within `range`.
    package static func seconds(
        _ name: String, _ program: SettingDescription.Scope, default value: Int, in range: ClosedRange<Int>,
        help: String
    ) -> Setting {
        Setting(
            name, program: program,
            type: "a time in whole seconds from \(range.lowerBound) to \(range.upperBound)",
            default: value, shownDefault: String(value), help: help,
            parse: { Parsers.integer($0, in: range) })
    }
}

extension Setting where Value == String {
    package static var directoryType: String { "an absolute path without quotes or any of : ; { } $ \\ # *" }

    /// An absolute path that is safe to put into a generated file.
    package static func directory(
        _ name: String, _ program: SettingDescription.Scope, default value: String, help: String
    ) -> Setting {
        Setting(
            name, program: program,
            type: directoryType, default: value,
            shownDefault: value, help: help, parse: Parsers.path)
    }
}

extension Setting where Value == String? {
    /// Text that is not interpreted here; nil when unset or empty.
    package static func text(
        _ name: String, _ program: SettingDescription.Scope, help: String, fromFile: Bool = false,
        deprecated: String? = nil
    ) -> Setting {
        Setting(
            name, program: program, type: "text", default: nil, shownDefault: "", help: help, fromFile: fromFile,
            deprecated: deprecated, parse: { $0.isEmpty ? .some(nil) : $0 })
    }
}

extension Setting where Value == Secret? {
    /// Text that is never printed; nil when unset or empty.
    package static func secret(
        _ name: String, _ program: SettingDescription.Scope, help: String, fromFile: Bool = false,
        deprecated: String? = nil
    ) -> Setting {
        Setting(
            name, program: program, type: "text", default: nil, shownDefault: "", help: help, secret: true,
            fromFile: fromFile, deprecated: deprecated, parse: { $0.isEmpty ? .some(nil) : Secret($0) })
    }
}

extension Setting where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One word of a closed list.
    package static func choice(
        _ name: String, _ program: SettingDescription.Scope, default value: Value, help: String
    ) -> Setting {
        let words = Value.allCases.map(\.rawValue)
        return Setting(
            name, program: program, type: "one of " + words.joined(separator: ", "), default: value,
            shownDefault: value.rawValue, help: help, parse: { Value(rawValue: $0.lowercased()) })
    }
}
