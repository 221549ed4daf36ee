/// The names of the static manifest: files whose content never changes.
enum ImmutableNames {
    static let maximumCount = 100_000
    static let maximumLength = 255
    /// The most places of Nginx's table (`map_hash_max_size`).
    static let tableSize = 200_000
    /// Names in one place of a table of that size. Nginx builds no table with more than 64 KiB in one (ngx_hash_init), and
    /// names can be chosen so that all of them are in one.
    static let maximumPerPlace = 64

    /// - Returns: the names that Nginx has to be told, without those that the pattern of
    ///   `maps/static_cache_control.conf` finds; and how many lines were not valid.
    static func parse(_ contents: [UInt8]) -> (names: [String], refused: Int) {
        var names: [String] = []
        // Nginx's maps do not tell capital letters from small ones, and take no key twice.
        var known: Set<String> = []
        var places: [UInt64: Int] = [:]
        var refused = 0
        for line in contents.split(separator: UInt8(ascii: "\n")) {
            guard isValid(line), names.count < maximumCount else {
                refused += 1
                continue
            }
            let name = String(decoding: line, as: UTF8.self)
            guard !isFoundByPattern(line), known.insert(name.lowercased()).inserted else { continue }
            let place = key(line) % UInt64(tableSize)
            guard places[place, default: 0] < maximumPerPlace else {
                refused += 1
                continue
            }
            places[place, default: 0] += 1
            names.append(name)
        }
        return (names, refused)
    }

    /// ngx_hash_key of the name in small letters.
    private static func key(_ name: ArraySlice<UInt8>) -> UInt64 {
        name.reduce(0) { $0 &* 31 &+ UInt64((0x41...0x5A).contains($1) ? $1 | 0x20 : $1) }
    }

    /// Characters that mean nothing to Nginx. A name has a dot, so it is none of a map's own words (`default`, `include`).
    private static func isValid(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.count <= maximumLength, name.contains(dot) else { return false }
        guard name.allSatisfy(isAllowed) else { return false }
        // No empty name, `.`, `..` or hidden name.
        return name.split(separator: slash, omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0.first != dot
        }
    }

    /// ManifestStaticFilesStorage's names: 12 hex digits before the extension. A name in doubt is not one.
    static func isFoundByPattern(_ name: ArraySlice<UInt8>) -> Bool {
        guard let file = name.split(separator: slash).last else { return false }
        let parts = file.split(separator: dot, omittingEmptySubsequences: false)
        guard parts.count >= 3, let ending = parts.last, !ending.isEmpty, ending.allSatisfy(isWord) else {
            return false
        }
        let hash = parts[parts.count - 2]
        return hash.count == 12 && hash.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static let dot = UInt8(ascii: ".")
    private static let slash = UInt8(ascii: "/")

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "_")
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isWord(byte) || byte == dot || byte == slash || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "@")
    }
}
