/// A value that must never be seen: it prints, logs and dumps as `<redacted>`.
///
/// The type redacts, not the call site, so that a new log line cannot leak by oversight. The value itself is read only
/// where it is parsed or handed to a child's environment (`reveal()`).
package struct Secret: Sendable, Equatable {
    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    /// What every printed form of a secret reads.
    package static let mask = "<redacted>"

    /// The value itself. Called only by the reader of settings and where a child's environment is built.
    package func reveal() -> String {
        value
    }

    /// Whether the secret has no characters at all; this much may be told.
    package var isEmpty: Bool {
        value.isEmpty
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
