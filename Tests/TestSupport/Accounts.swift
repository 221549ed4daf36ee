import Settings

/// The users of the images.
package let django = Account(name: "django", uid: 104, gid: 107, groups: [107], home: "/home/django")
package let nginx = Account(name: "nginx", uid: 101, gid: 101, groups: [101, 107], home: "/nonexistent")
