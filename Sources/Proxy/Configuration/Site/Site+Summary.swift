import Settings

extension Site {
    /// One line for the log; nil when all is as without a site file.
    func summary(_ layout: Layout) -> String? {
        var plain = self
        plain.missing = .contract
        plain.immutable = []
        plain.rootSetting = Site.contract.rootSetting
        if plain == .contract { return nil }
        var parts = [
            text(staticFiles, layout.staticDirectories, "STATIC_ROOT") ?? "no static files",
            text(media, layout.mediaDirectories, "MEDIA_ROOT") ?? "no media",
        ]
        if let rootFiles { parts.append("/ from \(rootFiles.path) (\(rootSetting))") }
        return "serves " + parts.joined(separator: ", ")
    }

    private func text(_ part: Part?, _ folders: [String], _ setting: String) -> String? {
        guard let part else { return nil }
        let urls = [part.url, part.otherURL].compactMap(\.self).joined(separator: " and ")
        if let folder = part.folder {
            // One of the usual folders may be served without the setting.
            return "\(urls) from \(folder.path)" + (folders.contains(folder.path) ? "" : " (\(setting))")
        }
        return "\(urls) from \(folders.joined(separator: " and "))"
    }
}
