/// What every program knows of its surroundings, read and valid.
package struct CommonConfiguration: Sendable, Equatable {
    package let shape: Shape
    package let layout: Layout
    /// The user that children run as; nil when there is no switch: not root, or root was asked for.
    package let user: Account?
    /// As root in an image: the default user's account when BOOTSTRAP_USER names another. The image made folders for it, and
    /// Nginx's user is in its group.
    package let imageOwner: Account?
    /// Seconds from the first stop signal to the last kill.
    package let shutdownTimeout: Int
    package let logFormat: LogFormat
    package let logLevel: LogThreshold
    package let logOverflow: LogOverflow

    /// Reads the common settings; problems stay in the reader.
    package init(reading reader: inout SettingsReader, host: HostProbe) {
        shape = Self.shape(reading: &reader, host: host)
        layout = Layout(reading: &reader)
        let name = reader.read(CommonSettings.user)
        let account = Self.account(named: name, variable: CommonSettings.user.name, host: host, reader: &reader)
        user = account?.uid == 0 ? nil : account
        let usual = host.isRoot() && host.imageShape() != nil ? host.account(CommonSettings.user.defaultValue) : nil
        imageOwner = usual?.uid == account?.uid ? nil : usual
        shutdownTimeout = reader.read(CommonSettings.shutdownTimeout)
        logFormat = reader.read(CommonSettings.logFormat)
        logLevel = reader.read(CommonSettings.logLevel)
        logOverflow = reader.read(CommonSettings.logOverflow)
        _ = reader.read(CommonSettings.secretsDirectory)
    }

    /// The variable, when it is not empty; else what the image was built for.
    private static func shape(reading reader: inout SettingsReader, host: HostProbe) -> Shape {
        let name = CommonSettings.shape.name
        guard (reader.source.variables[name] ?? "").isEmpty, let word = host.imageShape() else {
            return reader.read(CommonSettings.shape)
        }
        if let shape = Shape(rawValue: word) { return shape }
        reader.report(
            name,
            "cannot tell the shape: the image's file says \"\(word.escapedForOneLine)\"; set \(name) to pod or single")
        return CommonSettings.shape.defaultValue
    }

    /// What a plan needs to know of the log.
    package var logs: LogPolicy { LogPolicy(overflow: logOverflow, format: logFormat) }

    /// The account to switch to, or nil without root; an unknown name is a problem only when it would be used.
    package static func account(
        named name: String, variable: String, host: HostProbe, reader: inout SettingsReader
    ) -> Account? {
        guard host.isRoot() else { return nil }
        if let account = host.account(name) { return account }
        reader.report(
            variable,
            "cannot switch to user \"\(name)\": there is no such user; make it, or set \(variable) to one that exists "
                + "(root stays root)")
        return nil
    }
}
