import Settings

/// A point of the start at which the user's own programs run: a folder below `bootstrap.d`.
enum HookPoint: String, Sendable, CaseIterable {
    case beforeMigrate = "before-migrate"
    case afterMigrate = "after-migrate"
    case beforeServe = "before-serve"

    /// The points that a command passes.
    static func used(serves: Bool, migrates: Bool, runsHooks: Bool) -> [HookPoint] {
        guard runsHooks else { return [] }
        return (migrates ? [.beforeMigrate, .afterMigrate] : []) + (serves ? [.beforeServe] : [])
    }
}

/// The user's programs in `bootstrap.d`, in the order in which they run.
struct HookConfiguration: Sendable, Equatable {
    /// Their paths.
    let all: [String]
    /// Seconds for each; 0 is no limit.
    let timeout: Int

    init(reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe, points: [HookPoint]) {
        timeout = reader.read(AppSettings.hookTimeout)
        let top = common.layout.hooks
        var paths: [String] = []
        if !points.isEmpty, let entries = Self.entries(top, common, host, &reader) {
            for entry in entries where !HookPoint.allCases.map(\.rawValue).contains(entry.name) {
                reader.report(
                    top,
                    "cannot use \(top)/\(entry.name.escapedForOneLine): hooks are in the folders before-migrate, "
                        + "after-migrate and before-serve; move or remove it")
            }
            for point in points where entries.contains(where: { $0.name == point.rawValue }) {
                paths += Self.paths(in: top + "/" + point.rawValue, common, host, &reader)
            }
        }
        all = paths
    }

    /// For the helper.
    var flags: [String] {
        all.isEmpty ? [] : ["--hook-timeout", String(timeout)] + all.flatMap { ["--hook", $0] }
    }

    /// For `plan`.
    var notes: [String] {
        all.enumerated().map {
            "hook \($0.offset + 1): \($0.element.escapedForOneLine)"
                + (timeout > 0 ? ", at most \(timeout) s (HOOK_TIMEOUT)" : ", without a limit (HOOK_TIMEOUT)")
        }
    }

    private static func paths(
        in folder: String, _ common: CommonConfiguration, _ host: HostProbe, _ reader: inout SettingsReader
    ) -> [String] {
        (entries(folder, common, host, &reader) ?? []).compactMap { entry in
            let path = folder + "/" + entry.name
            guard let problem = problem(entry.kind, path.escapedForOneLine, common.user) else { return path }
            reader.report(path, "cannot run the hook \(path.escapedForOneLine): \(problem)")
            return nil
        }
    }

    /// nil for a program that the account may run.
    private static func problem(_ kind: FolderEntry.Kind, _ path: String, _ account: Account?) -> String? {
        switch kind {
        case .file(isExecutable: true): nil
        case .file(isExecutable: false):
            "it is not executable\(account.map { " for user \($0.name)" } ?? ""); chmod 755 \(path) (a volume of Kubernetes: "
                + "defaultMode: 0755)"
        case .folder: "it is a folder; a hook is a program directly in the folder of its step: move or remove it"
        case .brokenLink: "it is a broken link; fix or remove it"
        case .other: "it is not a regular file; remove it"
        }
    }

    /// What counts in a folder; nil when there is none, or it cannot be read, which is reported.
    private static func entries(
        _ folder: String, _ common: CommonConfiguration, _ host: HostProbe, _ reader: inout SettingsReader
    ) -> [FolderEntry]? {
        switch host.projectFolder(folder, common.user) {
        case .success(let entries): return entries?.filter { !isIgnored($0.name) }
        case .failure(let problem):
            reader.report(folder, "cannot read the hooks in \(folder): \(problem.reason)")
            return nil
        }
    }

    /// Hidden files, README files, and what editors and package managers leave beside a file.
    static func isIgnored(_ name: String) -> Bool {
        let endings = ["~", ".bak", ".orig", ".rej", ".swp", ".swo", ".tmp", ".rpmnew", ".rpmsave", ".rpmorig"]
        return name.hasPrefix(".") || name.uppercased().hasPrefix("README") || endings.contains(where: name.hasSuffix)
            || [".dpkg-", ".ucf-"].contains { name.contains($0) }
    }
}
