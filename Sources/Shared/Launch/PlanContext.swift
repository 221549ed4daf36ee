import Settings

/// What every plan has of the configuration that it follows from: its maker gets it, so that nothing is added to a plan later.
package struct PlanContext: Sendable, Equatable {
    /// What the operator should know of the configuration.
    package let warnings: [String]
    /// What happens to log lines that are not read; nil: the streams stay as they are.
    package let logs: LogPolicy?
    /// What was read, with its sources, redacted.
    package let settings: [SettingReading]

    package init(warnings: [String] = [], logs: LogPolicy? = nil, settings: [SettingReading] = []) {
        self.warnings = warnings
        self.logs = logs
        self.settings = settings
    }
}

extension LaunchPlan {
    /// A plan with all that its context knows; its maker adds what runs.
    package init(program: String, shutdown: ShutdownPolicy, context: PlanContext) {
        self.init(
            program: program, shutdown: shutdown, warnings: context.warnings, logs: context.logs,
            settings: context.settings)
    }
}
