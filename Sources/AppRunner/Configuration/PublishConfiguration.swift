import Settings

/// Where static files are published to, if anywhere.
struct PublishConfiguration: Sendable, Equatable {
    /// nil: the files are served from where they were collected.
    let target: String?

    /// - Parameter isAsked: the command is `publish-static`, so there must be a target.
    init(reading reader: inout SettingsReader, layout: Layout, isAsked: Bool) {
        target = reader.read(AppSettings.staticPublishDirectory)
        let name = AppSettings.staticPublishDirectory.name
        if target == nil, isAsked {
            reader.report(
                name,
                "cannot publish static files: \(name) is not set; set it to the volume that the proxy has at "
                    + "\(layout.staticDirectories[0]), for example /srv/static")
        }
        if let target,
            (layout.staticDirectories + [layout.app]).contains(where: { isInside(target, $0) || isInside($0, target) })
        {
            reader.report(
                name,
                "cannot publish static files to \(name)=\(target): it must be outside the project's folder "
                    + "\(layout.app), where they come from")
        }
    }

    private func isInside(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
