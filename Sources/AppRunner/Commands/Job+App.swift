import Launch
import Runner
import Settings

extension Job {
    /// Bootstraps the project and runs Gunicorn until a stop signal.
    ///
    /// - Parameter arguments: Gunicorn's, from the container's command.
    static func serve(_ arguments: [String]) -> Job {
        app(arguments, plan: AppPlan.serve)
    }

    static var migrate: Job { app(serves: false, plan: AppPlan.migrate) }

    static var collectstatic: Job { app(serves: false, runsHooks: false, plan: AppPlan.collectstatic) }

    static var publishStatic: Job { app(serves: false, publishes: true, plan: AppPlan.publishStatic) }

    /// What `plan` prints: `gunicorn …` and `serve …` are what those commands would do.
    static func planned(_ words: [String]) -> Job {
        if words.first == "procfile", words.count == 2 { return .procfile(words[1]) }
        return serve(withoutProgram(words))
    }

    /// Gunicorn's arguments, with or without the word that starts it.
    static func withoutProgram(_ words: [String]) -> [String] {
        ["gunicorn", "serve"].contains(words.first) ? Array(words.dropFirst()) : words
    }

    /// One process of the project's Procfile.
    static func procfile(_ name: String) -> Job {
        Job(settings: CommonSettings.all + AppSettings.all + ProjectSettings.all) { common, reader, host in
            ProcfileConfiguration(reading: &reader, common: common, host: host, name: name)
        } plan: { loaded, context in
            guard let entry = loaded.configuration.entry else {
                return .failure(
                    PlanFailure(
                        "cannot run \(name.escapedForOneLine): the Procfile has no such process", status: .configuration
                    ))
            }
            return .success(ProcfilePlan.make(entry, loaded.configuration, context))
        }
    }

    private static func app(
        _ arguments: [String] = [], serves: Bool = true, publishes: Bool = false, runsHooks: Bool = true,
        plan make: @escaping (AppConfiguration, PlanContext) -> LaunchPlan
    ) -> Job {
        Job(settings: SettingsCatalog.all) { common, reader, host in
            for warning in ReplacedScripts.warnings() { reader.warn(warning) }
            return AppConfiguration(
                reading: &reader, common: common, host: host, arguments: arguments, serves: serves,
                publishes: publishes, runsHooks: runsHooks, proxyProgram: Program.sibling("proxy"),
                ownProgram: Program.sibling("app-runner"))
        } plan: {
            .success(make($0.configuration, $1))
        }
    }
}
