/// What our rules need to know of a list of Gunicorn's arguments; Gunicorn itself judges whether they are right.
struct GunicornArguments: Equatable {
    private(set) var namesConfig = false
    private(set) var namesBind = false
    /// The first argument that is no option and no option's value.
    private(set) var application: String?
    /// Gunicorn would print something and end.
    private(set) var isInformational = false

    /// Options of Gunicorn 27 that take no value (gunicorn/config.py); every other takes one.
    static let flags: Set<String> = [
        "--capture-output", "--check-config", "--daemon", "--disable-redirect-access-to-syslog",
        "--do-handshake-on-connect", "--enable-stdio-inheritance", "--help", "--initgroups", "--log-syslog",
        "--no-control-socket", "--no-sendfile", "--permit-obsolete-folding", "--permit-unconventional-http-method",
        "--permit-unconventional-http-version", "--preload", "--print-config", "--reload", "--reuse-port", "--spew",
        "--strip-header-spaces", "--suppress-ragged-eofs", "--version", "-D", "-R", "-h", "-v",
    ]

    init(_ arguments: [String]) {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            if argument == "--" {
                application = application ?? (index < arguments.count ? arguments[index] : nil)
                return
            }
            guard argument.hasPrefix("-"), argument.count > 1 else {
                application = application ?? argument
                continue
            }
            let name = option(argument)
            note(name)
            if !Self.flags.contains(name), !hasValueInside(argument, name) { index += 1 }
        }
    }

    private func option(_ argument: String) -> String {
        if argument.hasPrefix("--") { return String(argument.prefix { $0 != "=" }) }
        return String(argument.prefix(2))
    }

    private func hasValueInside(_ argument: String, _ name: String) -> Bool {
        argument.count > name.count
    }

    private mutating func note(_ name: String) {
        // argparse takes any unique beginning of a long option.
        if name == "-c" || name.count >= 6 && "--config".hasPrefix(name) { namesConfig = true }
        if name == "-b" || name.count >= 4 && "--bind".hasPrefix(name) { namesBind = true }
        if ["-h", "--help", "-v", "--version", "--check-config", "--print-config"].contains(name) {
            isInformational = true
        }
    }
}
