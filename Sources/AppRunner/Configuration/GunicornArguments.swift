/// What our rules need to know of a list of Gunicorn's arguments; Gunicorn itself judges whether they are right.
struct GunicornArguments: Equatable {
    private(set) var namesConfig = false
    private(set) var namesBind = false
    /// The first argument that is no option and no option's value.
    private(set) var application: String?
    /// Gunicorn would print something and end.
    private(set) var isInformational = false

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
            let written = option(argument)
            let name = GunicornOptions.completed(written)
            note(name)
            if !GunicornOptions.flags.contains(name), argument.count == written.count { index += 1 }
        }
    }

    private func option(_ argument: String) -> String {
        if argument.hasPrefix("--") { return String(argument.prefix { $0 != "=" }) }
        return String(argument.prefix(2))
    }

    private mutating func note(_ name: String) {
        if name == "-c" || name == "--config" { namesConfig = true }
        if name == "-b" || name == "--bind" { namesBind = true }
        if ["-h", "--help", "-v", "--version", "--check-config", "--print-config"].contains(name) {
            isInformational = true
        }
    }
}
