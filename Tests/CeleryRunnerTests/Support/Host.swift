@testable import Shared

/// The users of the images.
let django = Account(name: "django", uid: 104, gid: 107, groups: [107], home: "/home/django")
let nginx = Account(name: "nginx", uid: 101, gid: 101, groups: [101, 107], home: "/nonexistent")
