import Settings

/// The Python that runs the project: found by looking at files, without running it.
package struct PythonEnvironment: Sendable, Equatable {
    /// The program: a path in a virtual environment, or `python3` as found in `PATH`.
    package let interpreter: String
    /// The virtual environment's folder; nil for an installation of Python.
    package let root: String?
    /// Why it was chosen, for `plan`.
    package let reason: String
    /// `3.13.1` or `3.13`; nil when the files do not tell.
    package let version: String?
    /// Where installed packages lie, in the order of `sys.path`.
    package let sitePackages: [String]
    /// Virtual environments that come first and cannot be used.
    package let warnings: [String]
    /// Whether `PATH` and `VIRTUAL_ENV` lead to it already.
    package let isInPath: Bool

    /// `VIRTUAL_ENV`, `<app>/.venv`, `/venv`, else `python3` in `PATH`.
    package init(source: EnvironmentSource, app: String, host: HostProbe) {
        let variable = source.variables["VIRTUAL_ENV"].flatMap { $0.isEmpty ? nil : $0 }
        var warnings: [String] = []
        if let variable {
            if let found = Self(root: variable, reason: "VIRTUAL_ENV", host: host) {
                self = found
                return
            }
            warnings.append(Self.unusable("VIRTUAL_ENV=\(variable)", variable, host))
        }
        for folder in [app + "/.venv", "/venv"] where folder != variable && host.isDirectory(folder) {
            if let found = Self(root: folder, reason: "the folder exists", warnings: warnings, host: host) {
                self = found
                return
            }
            warnings.append(Self.unusable(folder, folder, host))
        }
        self.init(inPath: SearchPath.of(source), warnings: warnings, host: host)
    }

    /// nil when there is no Python in it.
    private init?(root: String, reason: String, warnings: [String] = [], host: HostProbe) {
        let interpreter = root + "/bin/python"
        guard root.hasPrefix("/"), host.program(interpreter, "") != nil else { return nil }
        self.init(
            interpreter: interpreter, file: interpreter, root: root, reason: reason, warnings: warnings,
            isInPath: false,
            host: host)
    }

    /// A virtual environment whose `bin` is in `PATH` counts as one too.
    private init(inPath path: String, warnings: [String], host: HostProbe) {
        let file = host.program("python3", path)
        let prefix = file.flatMap { Self.prefix(of: $0) }
        let isVirtual = prefix.map { host.exists($0 + "/pyvenv.cfg") } ?? false
        self.init(
            interpreter: "python3", file: file ?? "", root: isVirtual ? prefix : nil, reason: "python3 in PATH",
            warnings: warnings, isInPath: true, host: host)
    }

    private init(
        interpreter: String, file: String, root: String?, reason: String, warnings: [String], isInPath: Bool,
        host: HostProbe
    ) {
        self.interpreter = interpreter
        self.root = root
        self.reason = isInPath && !file.isEmpty ? "\(reason): \(file)" : reason
        self.warnings = warnings
        self.isInPath = isInPath
        let configuration = root.flatMap { VirtualEnvironmentFile(host.text($0 + "/pyvenv.cfg")) }
        let real = host.realPath(file)
        let name = Self.version(inName: real ?? file)
        version = configuration?.version ?? name
        let short = version.map { $0.split(separator: ".").prefix(2).joined(separator: ".") }
        var folders = root.map { SitePackages.folders(below: $0, version: short, host: host) } ?? []
        if root == nil || configuration?.seesSystem == true, let real, let prefix = Self.prefix(of: real) {
            folders += SitePackages.folders(below: prefix, version: short, host: host)
        }
        sitePackages = folders
    }

    /// The folder of its programs, for `PATH`; nil for one that is there already.
    package var bin: String? { isInPath ? nil : root.map { $0 + "/bin" } }

    /// What root must control before it runs programs of this environment's by their names.
    package var places: [String] { (root.map { [$0, $0 + "/bin", $0 + "/bin/python"] } ?? []) + sitePackages }

    /// One line for `plan`.
    package var text: String {
        let kind = root.map { "the virtual environment \($0)" } ?? interpreter
        return "Python \(version ?? "(version unknown)") of \(kind) (\(reason))"
    }

    private static func unusable(_ what: String, _ root: String, _ host: HostProbe) -> String {
        let why =
            host.isDirectory(root)
            ? "\(root)/bin/python is not an executable file; an environment works only where it was made: make it in the "
                + "image, and name .venv in .dockerignore"
            : "there is no such folder"
        return "the virtual environment \(what) is not used: \(why)"
    }

    /// The folder above a program's `bin`.
    private static func prefix(of program: String) -> String? {
        let parts = program.split(separator: "/")
        guard program.hasPrefix("/"), parts.count > 1, parts[parts.count - 2] == "bin" else { return nil }
        return parts.dropLast(2).map { "/" + $0 }.joined()
    }

    /// `3.13` of `/usr/local/bin/python3.13`.
    private static func version(inName path: String) -> String? {
        guard let name = path.split(separator: "/").last, name.hasPrefix("python3.") else { return nil }
        let text = name.dropFirst("python".count)
        return text.dropFirst(2).allSatisfy(\.isNumber) && text.count > 2 ? String(text) : nil
    }
}
