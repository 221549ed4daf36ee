import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// Each maker puts the context into its plan: nothing is added to a plan that has been made.
@Suite struct AppPlanContextTests {
    typealias Make = @Sendable (AppConfiguration, PlanContext) -> LaunchPlan

    private static let context = PlanContext(
        warnings: ["of the configuration"], logs: LogPolicy(overflow: .drop, format: .json),
        settings: [SettingReading(name: "PORT", value: "8000", origin: "environment")])

    @Test(
        arguments: [
            (AppPlan.serve, true, ["a:b"]), (AppPlan.serve, true, ["--help"]), (AppPlan.migrate, false, []),
            (AppPlan.collectstatic, false, []), (AppPlan.publishStatic, false, []),
        ] as [(Make, Bool, [String])])
    func theContextComesFirstAndChangesNothingElse(make: Make, serves: Bool, arguments: [String]) {
        let configuration = ReadApp(
            ["BOOTSTRAP_SHAPE": "single", "STATIC_PUBLISH_DIR": "/srv/static"], arguments: arguments, serves: serves
        ).configuration
        let bare = make(configuration, PlanContext())
        let plan = make(configuration, Self.context)
        #expect(plan.logs == Self.context.logs && plan.settings == Self.context.settings)
        #expect(plan.warnings == Self.context.warnings + bare.warnings && plan.notes == bare.notes)
        #expect(plan.files == bare.files && plan.directories == bare.directories && plan.state == bare.state)
        #expect(plan.steps == bare.steps && plan.processes == bare.processes && plan.shutdown == bare.shutdown)
    }

    @Test func aProcessOfTheProcfile() throws {
        let host = EmbeddedProcfileTests.host(isRoot: false)
        var reader = SettingsReader(source: EnvironmentSource([:]))
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = ProcfileConfiguration(reading: &reader, common: common, host: host, name: "web")
        let plan = ProcfilePlan.make(try #require(configuration.entry), configuration, Self.context)
        #expect(plan.warnings.count == 2 && plan.warnings.first == "of the configuration")
        #expect(plan.logs == Self.context.logs && plan.settings == Self.context.settings)
    }
}
