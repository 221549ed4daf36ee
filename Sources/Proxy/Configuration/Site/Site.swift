/// What Nginx serves by itself: the URLs and folders of the project's settings, or those of the contract.
struct Site: Equatable {
    /// STATIC_URL or MEDIA_URL with its folder.
    struct Part: Equatable {
        /// Begins and ends with a slash.
        var url: String
        /// The same files with the site's prefix in front, or without it: a proxy in front keeps the prefix or takes it away.
        var otherURL: String?
        /// nil stands for the contract's two folders below the app folder.
        var folder: ServedFolder?
    }

    struct ServedFolder: Equatable {
        /// Without links.
        let path: String
        /// The deepest folder of the path that only root can change. Nginx looks for links below it at each request.
        let firm: String
    }

    /// What a file that is in no static folder gets.
    enum Missing: Equatable {
        /// A 404 without more, as without a site file.
        case contract
        /// A 404 that no cache keeps.
        case notFound
        /// Django.
        case application
    }

    /// nil: no location, all goes to Django.
    var staticFiles: Part?
    var media: Part?
    var missing: Missing
    /// The files that are served at the root of the site, such as `favicon.ico`.
    var rootFiles: ServedFolder?
    /// The setting that names that folder.
    var rootSetting = "WHITENOISE_ROOT"
    /// Names below STATIC_URL that never change their content, and that the pattern of names does not find.
    var immutable: [String] = []

    static let staticURL = "/static/"
    static let mediaURL = "/media/"

    /// What is served when the project has said nothing.
    static let contract = Site(
        staticFiles: Part(url: staticURL), media: Part(url: mediaURL), missing: .contract)
}
