extension HostProbe {
    /// The same machine with an account's rights to files, for questions about files that the account can change: as root, a
    /// link of that user's would show what only root may see.
    ///
    /// - Parameter account: nil: the user of this process.
    package func seen(by account: Account?) -> HostProbe {
        guard isRoot(), let account else { return self }
        let asAccount = self.asAccount
        @Sendable func ask<Answer>(
            _ question: @Sendable (String) -> Answer, _ path: String, else none: Answer
        ) -> Answer {
            var answer = none
            asAccount(account) { answer = question(path) }
            return answer
        }
        var host = self
        let (exists, isDirectory, names, text, realPath) = (exists, isDirectory, names, text, realPath)
        host.exists = { ask(exists, $0, else: false) }
        host.isDirectory = { ask(isDirectory, $0, else: false) }
        host.names = { ask(names, $0, else: []) }
        host.text = { ask(text, $0, else: nil) }
        host.realPath = { ask(realPath, $0, else: nil) }
        return host
    }
}
