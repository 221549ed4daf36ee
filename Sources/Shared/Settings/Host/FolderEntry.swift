/// One name in a folder, as the account sees it that will use it; links are followed.
package struct FolderEntry: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case file(isExecutable: Bool)
        case folder
        /// A link to nothing.
        case brokenLink
        /// A FIFO, a socket or a device.
        case other
    }

    package let name: String
    package let kind: Kind

    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
