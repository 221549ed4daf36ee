import Settings

/// The variables `NAME_FILE` in the environment of the project's processes.
package enum SecretFileNames {
    /// Takes `NAME_FILE` out where the account cannot read the file: NAME has the value, and a project that prefers the
    /// file would fail. The operator is told once.
    ///
    /// - Parameter account: whom the processes are switched to; nil when they are not, and can read what we can.
    package static func unreadable(
        by account: Account?, reader: inout SettingsReader, host: HostProbe
    ) -> [EnvironmentChange] {
        guard let account else { return [] }
        return SettingsCatalog.all.filter(\.readsFile).compactMap { setting in
            let name = setting.name + "_FILE"
            guard case .file(let file) = reader.source.origin(of: setting.name),
                let path = reader.source.variables[name],
                path == file, !host.canRead(path, account)
            else { return nil }
            reader.warn(
                "\(name) is not handed on: user \(account.name) cannot read \(path); \(setting.name) has the value")
            return EnvironmentChange(name, .removed, origin: "user \(account.name) cannot read the file")
        }
    }
}
