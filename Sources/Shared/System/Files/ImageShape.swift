import Settings

/// What the image says of itself.
enum ImageShape {
    /// Written when the image is built, below the folder that the programs' own is in: an empty `BOOTSTRAP_SHAPE` hides what
    /// the image sets by `ENV`.
    static let file = "share/django-bootstrap/shape"

    /// The word in the file; nil where there is no image.
    static func read() -> String? {
        let own = FileTree.link("/proc/self/exe") ?? ""
        guard
            case .success(let bytes) = FileTree.read(Paths.parent(of: Paths.parent(of: own)) + "/" + file)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    }
}
