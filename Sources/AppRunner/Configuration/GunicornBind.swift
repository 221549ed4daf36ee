import Settings

/// Where Gunicorn listens: on the runner's socket, and where the user's `--bind` says.
struct GunicornBind: Equatable {
    /// Whether Gunicorn listens by itself, and gets no socket from the runner.
    let isItsOwn: Bool
    /// Arguments that come before the user's, so that Nginx in the same container reaches Gunicorn all the same.
    let arguments: [String]
    let warning: String?
    /// A bind that cannot be.
    let problem: String?

    /// - Parameters:
    ///   - command: the binds among the command's arguments, which count alone when there are any.
    ///   - variable: those of `GUNICORN_CMD_ARGS`.
    ///   - nginxPort: Nginx's port in the same container; nil where Nginx is in another.
    init(command: [String], variable: [String], socket: String, nginxPort: Int?) {
        let binds = command.isEmpty ? variable : command
        let own = "unix:" + socket
        guard let nginxPort else {
            isItsOwn = binds.contains { $0 != own }
            arguments = []
            problem = nil
            warning =
                isItsOwn
                ? "Gunicorn listens where the command or GUNICORN_CMD_ARGS says (--bind): the proxy's socket is not served"
                : nil
            return
        }
        let others = binds.filter { $0 != own }
        let clashes = others.filter { Self.port(of: $0) == nginxPort }
        if let clash = clashes.first, clashes.count == others.count {
            // Binding is what a command says for an image without Nginx; clients reach the site there all the same.
            isItsOwn = false
            arguments = []
            problem = nil
            warning =
                "--bind \(clash) is ignored: Nginx listens on port \(nginxPort) (PORT) and passes requests to Gunicorn's socket"
        } else {
            isItsOwn = !others.isEmpty
            // Of several lists of binds Gunicorn takes one: the command's before the variable's.
            let repeated = command.isEmpty ? variable : []
            arguments = isItsOwn ? (binds.contains(own) ? [] : [own] + repeated).flatMap { ["--bind", $0] } : []
            problem = clashes.first.map {
                "cannot use --bind \($0): Nginx listens on port \(nginxPort) (PORT); leave it out, or choose another port"
            }
            warning =
                isItsOwn
                ? "Gunicorn listens where the command or GUNICORN_CMD_ARGS says (--bind), and on the socket of Nginx: "
                    + "requests do not wait in the socket while Gunicorn restarts"
                : nil
        }
    }

    /// The TCP port that Gunicorn would bind (gunicorn/util.py, `parse_address`); nil for a Unix socket or a descriptor.
    static func port(of bind: String) -> Int? {
        var text = bind[...]
        if let scheme = text.firstRange(of: "://") {
            guard text[..<scheme.lowerBound].lowercased() == "tcp" else { return nil }
            text = text[scheme.upperBound...]
        } else if text.hasPrefix("unix:") {
            return nil
        }
        let behindBrackets = text.firstIndex(of: "]").map { text[text.index(after: $0)...] } ?? text
        guard let colon = behindBrackets.lastIndex(of: ":") else { return 8000 }
        return Parsers.integer(String(behindBrackets[behindBrackets.index(after: colon)...]), in: 0...65_535)
    }
}
