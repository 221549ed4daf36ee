import Settings

/// What a process gets of the runner's own environment; `EnvironmentChange`s come on top.
package enum Inheritance: Sendable, Equatable {
    /// Every variable as it is: a command that is passed through.
    case all
    /// Every variable but empty ones, which count as unset: processes of the project's.
    case nonEmpty
    /// The named variables alone: helpers and servers that have no use for the project's secrets.
    case only(AllowList)

    package func allows(_ name: String, isEmpty: Bool) -> Bool {
        switch self {
        case .all: true
        case .nonEmpty: !isEmpty
        case .only(let list): !isEmpty && list.allows(name)
        }
    }

    /// As `plan` prints it; nil when nothing is held back.
    package var text: String? {
        switch self {
        case .all: nil
        case .nonEmpty: "inherits every variable that is not empty"
        case .only(let list): "inherits only \(list.names.joined(separator: ", "))"
        }
    }
}

/// Names of variables; one that ends with `*` stands for all that begin so.
package struct AllowList: Sendable, Equatable {
    package let names: [String]

    package init(_ names: [String]) {
        self.names = names
    }

    package func allows(_ name: String) -> Bool {
        names.contains { $0.hasSuffix("*") ? name.hasPrefix($0.dropLast()) : $0 == name }
    }

    package static func + (list: AllowList, names: [String]) -> AllowList {
        AllowList(list.names + names.filter { !list.names.contains($0) })
    }

    /// What any program may need to find its files and to write its messages: the loader's, the C library's, OpenSSL's.
    package static let system = AllowList([
        "PATH", "HOME", "USER", "TMPDIR", "TZ", "LANG", "LANGUAGE", "LC_*", "LD_LIBRARY_PATH", "LD_PRELOAD", "MALLOC_*",
        "GLIBC_TUNABLES", "OPENSSL_CONF", "OPENSSL_MODULES", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ])

    /// For the log relay, on which the whole site waits: a library that is preloaded for the servers has no business in it, and
    /// may need variables that are not here (libfaketime then rearranges the arguments).
    package static let relay = AllowList(system.names.filter { $0 != "LD_PRELOAD" })

    /// What runs of our own programs as helpers read besides: settings, but none that is a secret or leads to secrets.
    package static func settings(_ settings: [SettingDescription]) -> AllowList {
        system
            + settings.filter { !$0.isSecret && !$0.readsFile }.map(\.name).filter {
                $0 != SecretFiles.directoryVariable
            }
    }
}
