/// What our rules need to know of a list of Gunicorn's arguments; Gunicorn itself judges whether they are right.
struct GunicornArguments: Equatable {
    private(set) var namesConfig = false
    /// Every value of `--bind`, in order.
    private(set) var binds: [String] = []
    /// `--daemon`: Gunicorn would run in the background.
    private(set) var isDaemon = false
    /// The first argument that is no option and no option's value.
    private(set) var application: String?
    /// Gunicorn would print something and end.
    private(set) var isInformational = false

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                application = application ?? rest.first
                return
            }
            if argument.hasPrefix("--") {
                let name = argument.prefix { $0 != "=" }
                let value = argument.dropFirst(name.count).first == "=" ? argument.dropFirst(name.count + 1) : nil
                note(GunicornOptions.completed(String(name)), value.map { String($0) }, &rest)
            } else if argument.hasPrefix("-"), argument.count > 1 {
                noteLetters(argument.dropFirst(), &rest)
            } else {
                application = application ?? argument
            }
        }
    }

    /// `-Rb:80` is `-R -b :80`: letters without a value may stand together, before one that takes the rest as its own.
    private mutating func noteLetters(_ letters: Substring, _ rest: inout ArraySlice<String>) {
        var letters = letters
        while let letter = letters.popFirst() {
            let name = "-\(letter)"
            if GunicornOptions.flags.contains(name) {
                note(name, nil, &rest)
            } else {
                let value = letters.first == "=" ? letters.dropFirst() : letters
                return note(name, letters.isEmpty ? nil : String(value), &rest)
            }
        }
    }

    /// - Parameter value: the option's own, when it stands in the same word.
    private mutating func note(_ name: String, _ value: String?, _ rest: inout ArraySlice<String>) {
        let value = GunicornOptions.flags.contains(name) ? nil : value ?? rest.popFirst()
        switch name {
        case "-c", "--config": namesConfig = true
        case "-b", "--bind": binds.append(value ?? "")
        case "-D", "--daemon": isDaemon = true
        case "-h", "--help", "-v", "--version", "--check-config", "--print-config": isInformational = true
        default: break
        }
    }
}
