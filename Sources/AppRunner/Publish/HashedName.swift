/// Which names carry a hash of their file's content, so that the file behind a name never changes.
enum HashedName {
    /// The rule of `maps/static_cache_control.conf`: a file that clients cache permanently must never be removed.
    ///
    /// - Parameter path: relative to the static folder.
    static func isHashed(_ path: String) -> Bool {
        let folders = path.split(separator: "/")
        guard let name = folders.last else { return false }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let isCompressed = parts.last == "gz" || parts.last == "br" || parts.last == "zst"
        return isManifest(isCompressed ? parts.dropLast() : parts[...])
            || isCompressor(folders.dropLast(), isCompressed ? parts.dropLast() : parts[...])
    }

    /// ManifestStaticFilesStorage: `app.<hash>.css`, `app.js.<hash>.map`; bundlers: `app.<hash>.js.map`.
    private static func isManifest(_ parts: ArraySlice<Substring>) -> Bool {
        let parts = Array(
            parts.count > 3 && parts.last == "map" && !isHash(parts.dropLast().last ?? "")
                && isHash(parts.dropLast(2).last ?? "") ? parts.dropLast() : parts)
        guard parts.count >= 3, let hash = parts.dropLast().last else { return false }
        return isHash(hash) && parts.dropLast(2).contains { !$0.isEmpty } && isExtension(parts[parts.count - 1])
    }

    /// django-compressor: `CACHE/css/output.<hash>.css`, `CACHE/js/<hash>.js`.
    private static func isCompressor(_ folders: ArraySlice<Substring>, _ parts: ArraySlice<Substring>) -> Bool {
        guard folders.suffix(2).first == "CACHE", folders.count == 2, let kind = folders.last else { return false }
        guard kind == "css" || kind == "js", let ending = parts.last, ending == "css" || ending == "js" else {
            return false
        }
        let names = parts.dropLast()
        return names.last.map(isHash) == true && (names.count == 1 || names.count == 2 && names.first == "output")
    }

    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func isExtension(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
            }
    }
}
