import Launch
import Project
import Runner
import Settings
import System

/// What a container's command means.
enum Dispatch {
    enum Command: Equatable {
        /// Bootstrap, then Gunicorn with these arguments.
        case serve([String])
        case celery([String])
        /// One of our own subcommands, for the argument parser.
        case own([String])
        case execute(String, [String])
    }

    /// The names of `app-runner`'s own subcommands, hidden ones too.
    private static let subcommands = AppRunnerCommand.subcommandNames

    /// The five rules, in order; pure but for the two questions of the probe.
    static func command(for arguments: [String], probe: DispatchProbe) -> Command {
        guard let first = arguments.first else { return .serve([]) }
        let rest = Array(arguments.dropFirst())
        if first.hasPrefix("-") || isApplication(first) { return .serve(arguments) }
        if first == "gunicorn" { return .serve(rest) }
        if first == "celery" { return .celery(rest) }
        if subcommands.contains(first) { return .own(arguments) }
        if isModule(first), !probe.isProgram(first), probe.isImportable(first) { return .serve(arguments) }
        return .execute(first, rest)
    }

    /// `pkg.mod:callable`, also `pkg.mod:factory()` and `pkg.mod:factory(arguments)`, which Gunicorn takes too.
    static func isApplication(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        var callable = text[text.index(after: colon)...]
        if let parenthesis = callable.firstIndex(of: "("), callable.hasSuffix(")") {
            callable = callable[..<parenthesis]
        }
        return Parsers.isPythonModule(text[..<colon]) && Parsers.isPythonModule(callable)
    }

    /// What was probably meant by a word that no program has as its name: `mysite.wsgi.application`, as Django's
    /// WSGI_APPLICATION is written, and `mysite.wsgi` where that cannot be imported; nil for anything else.
    static func applicationMeant(by word: String) -> String? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard isModule(word), parts.count > 1, let last = parts.last, !["py", "sh"].contains(last) else { return nil }
        if ["wsgi", "asgi"].contains(last) { return "\(word):application" }
        guard parts.count > 2 || ["application", "app"].contains(last) else { return nil }
        return parts.dropLast().joined(separator: ".") + ":" + last
    }

    /// `pkg.mod` or `mod`.
    static func isModule(_ text: String) -> Bool {
        Parsers.isPythonModule(text)
    }
}

/// What dispatch asks of the machine.
struct DispatchProbe: Sendable {
    /// Whether a program of that name is in `PATH`.
    var isProgram: @Sendable (String) -> Bool
    /// Whether Python would find a module of that name from the working directory.
    var isImportable: @Sendable (String) -> Bool
}

extension DispatchProbe {
    /// The machine that the program runs on.
    static func system(_ process: RunningProgram) -> DispatchProbe {
        DispatchProbe(
            isProgram: { ProgramSearch.find($0, path: process.project.commandPath) != nil },
            isImportable: { isImportable($0, process) })
    }

    private static func isImportable(_ module: String, _ process: RunningProgram) -> Bool {
        // Asked of Python only for a bare `pkg.mod` that is no program; its own rules decide.
        let code = """
            import importlib.util, sys
            sys.path.insert(0, "")
            sys.exit(importlib.util.find_spec(sys.argv[1]) is None)
            """
        // It imports the packages above the module: the project's code, which runs as the project's user.
        let user = HostProbe.system.isRoot() ? HostProbe.system.account(userName(process.source)) : nil
        let project = process.project
        let spec = ProcessSpec(
            "find module", project.python.interpreter, ["-c", code, module],
            environment: ChildEnvironment.withoutSuperuserPassword(ChildEnvironment.fromFiles(process.source))
                + ProcessSpec.home(of: user) + project.changes, inherits: .nonEmpty, user: user,
            privileges: .confined(to: user))
        return (try? CapturedProcess.run(spec))?.termination == .exited(0)
    }

    /// Before the settings are read, which a passed-through command does not need.
    private static func userName(_ source: EnvironmentSource) -> String {
        let setting = CommonSettings.user
        return source.variables[setting.name].flatMap { Parsers.accountName($0) } ?? setting.defaultValue
    }
}
