import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// Every server and step of every plan has been given its rule; the defaults are those of a command that is passed through.
@Suite struct AppPlanPrivilegesTests {
    private let environment = [
        "BOOTSTRAP_SHAPE": "single", "CELERY_APP": "shop", "CELERY_WORKER": "1", "CELERY_BEAT": "1",
        "RUN_COLLECTSTATIC": "1", "STATIC_PUBLISH_DIR": "/srv/static",
    ]

    private func specs(isRoot: Bool) -> [ProcessSpec] {
        let host = HostProbe.fake(isRoot: isRoot, accounts: isRoot ? [django, nginx] : [])
        let serving = ReadApp(environment, host: host)
        let oneShot = ReadApp(environment, host: host, serves: false)
        let informational = ReadApp(environment, host: host, arguments: ["--version"])
        #expect(serving.problems + oneShot.problems + informational.problems == [])
        let plans = [
            AppPlan.serve(serving.configuration), AppPlan.migrate(oneShot.configuration),
            AppPlan.collectstatic(oneShot.configuration), AppPlan.publishStatic(oneShot.configuration),
            AppPlan.serve(informational.configuration),
        ]
        return plans.flatMap { $0.steps + $0.processes + ($0.reload.map { [$0.step] } ?? []) }
    }

    @Test(arguments: [true, false]) func noneGainsPrivileges(isRoot: Bool) {
        let specs = specs(isRoot: isRoot)
        #expect(specs.count >= 12)
        for spec in specs { #expect(spec.privileges == (spec.user == nil ? .noNew : .none), "\(spec.name)") }
        #expect(specs.contains { $0.user != nil } == isRoot)
    }

    @Test func onlyTheProjectsProcessesGetItsVariables() {
        for spec in specs(isRoot: true) {
            let isProjects = !["nginx", "nginx configuration check", "nginx configuration", "publish-static"].contains(
                spec.name)
            #expect(spec.inherits.allows("PAYMENT_TOKEN", isEmpty: false) == isProjects, "\(spec.name)")
            #expect(!spec.inherits.allows("WEB_CONCURRENCY", isEmpty: true), "\(spec.name)")
        }
    }
}
