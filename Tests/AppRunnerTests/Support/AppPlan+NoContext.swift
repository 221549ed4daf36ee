@testable import AppRunner
@testable import Launch

/// Plans for tests of what follows from the configuration alone.
extension AppPlan {
    static func serve(_ configuration: AppConfiguration) -> LaunchPlan { serve(configuration, PlanContext()) }

    static func migrate(_ configuration: AppConfiguration) -> LaunchPlan { migrate(configuration, PlanContext()) }

    static func collectstatic(_ configuration: AppConfiguration) -> LaunchPlan {
        collectstatic(configuration, PlanContext())
    }

    static func publishStatic(_ configuration: AppConfiguration) -> LaunchPlan {
        publishStatic(configuration, PlanContext())
    }
}
