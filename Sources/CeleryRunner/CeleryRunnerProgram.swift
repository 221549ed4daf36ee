import Launch
import Runner
import Settings

extension Program {
    /// `celery-runner`: what the worker and beat containers run. A word that is no subcommand is Celery's.
    package static let celery = Program("celery-runner", commands: CeleryRunnerCommand.self) { words in
        .celery(words)
    } action: { words, _ in
        let isOwn = words.first.map(CeleryRunnerCommand.subcommandNames.contains) ?? false
        return isOwn ? .command(words) : .start(.celery(words))
    }
}

extension Job {
    /// A Celery process.
    ///
    /// - Parameter words: Celery's; a leading `celery` is accepted.
    static func celery(_ words: [String]) -> Job {
        let command = CeleryArguments(words.first == "celery" ? Array(words.dropFirst()) : words)
        return Job(
            settings: CommonSettings.all + CelerySettings.all + ProjectSettings.all,
            // For `inspect`, `--version` and the like, Celery's output is what was asked for.
            isQuiet: command.kind == nil
        ) { common, reader, host in
            for warning in ReplacedScripts.warnings() { reader.warn(warning) }
            return CeleryConfiguration(reading: &reader, common: common, host: host)
        } plan: { loaded, context in
            guard command != CeleryArguments([]) else {
                return .failure(
                    PlanFailure(
                        "cannot run Celery: no command; name worker, beat or another command of Celery's",
                        status: .usage))
            }
            return .success(CeleryPlan.make(command, loaded.configuration, context))
        }
    }
}
