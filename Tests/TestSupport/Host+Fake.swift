import Settings

extension HostProbe {
    /// A machine that has what the test says and nothing else.
    ///
    /// - Parameter usersFiles: files that exist and that no program of the suite has written.
    package static func fake(
        isRoot: Bool = false, accounts: [Account] = [], files: Set<String> = [], hasIPv6: Bool = true,
        openFileLimit: Int = 1_048_576, usersFiles: Set<String> = [], directories: Set<String> = []
    ) -> HostProbe {
        HostProbe(
            isRoot: { isRoot }, account: { name in accounts.first { $0.name == name } },
            exists: { files.contains($0) || usersFiles.contains($0) }, isDirectory: { directories.contains($0) },
            program: { _, _ in nil }, canListen: { hasIPv6 || !$0.isIPv6 }, workingDirectory: { "/work" },
            openFileLimit: { openFileLimit })
    }
}
