extension String {
    /// The text with the password of any URL in it (`scheme://user:password@host`) replaced, for command lines and
    /// values that are not secrets as a whole.
    package var withoutPasswords: String {
        guard let scheme = firstRange(of: "://") else { return self }
        let rest = self[scheme.upperBound...]
        let authority = rest.prefix { !"/?# ".contains($0) }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
            return String(self[..<scheme.upperBound]) + String(rest).withoutPasswords
        }
        return String(self[...colon]) + Secret.mask + String(self[at...]).withoutPasswords
    }
}
