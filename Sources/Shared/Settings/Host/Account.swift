/// A user of the system as a child process needs it.
package struct Account: Sendable, Equatable {
    package let name: String
    package let uid: UInt32
    package let gid: UInt32
    /// Every group the user is a member of, the primary one included.
    package let groups: [UInt32]
    package let home: String
    package init(name: String, uid: UInt32, gid: UInt32, groups: [UInt32], home: String) {
        self.name = name
        self.uid = uid
        self.gid = gid
        self.groups = groups
        self.home = home
    }
}
