import Settings

/// The variables `NAME_FILE` in the environment of the project's processes.
package enum SecretFileNames {
    /// Takes `NAME_FILE` out where the account cannot read the file: NAME has the value, and a project that prefers the
    /// file would fail. One warning reports it.
    ///
    /// - Parameter account: the user that the processes switch to; nil without a switch: they can read the same files.
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
                "\(name) is not passed on: user \(account.name) cannot read \(path); \(setting.name) has the value")
            return EnvironmentChange(name, .removed, origin: "user \(account.name) cannot read the file")
        }
    }
}
