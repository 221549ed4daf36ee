import TestSupport
import Testing

@testable import AppRunner
@testable import Launch

/// Which process writes the site file, and when an old one is removed.
@Suite struct AppPlanSiteFileTests {
    private let files = ["/run/gunicorn/site", "/run/gunicorn/site.immutable"]
    private let noSettings = ["DJANGO_SETTINGS_MODULE": "", "SKIP_MIGRATIONS": "1"]

    private func plan(_ environment: [String: String], arguments: [String] = ["a:b"]) -> LaunchPlan {
        let read = ReadApp(environment, arguments: arguments)
        #expect(read.problems.isEmpty)
        return AppPlan.serve(read.configuration)
    }

    @Test(arguments: ["pod", "single"]) func withoutSettingsAnOldOneIsRemoved(shape: String) {
        let plan = plan(noSettings.merging(["BOOTSTRAP_SHAPE": shape]) { $1 })
        #expect(files.allSatisfy(plan.obsoleteFiles.contains))
        #expect(!plan.steps.contains { $0.name == "bootstrap" } && plan.text.contains("remove /run/gunicorn/site, if"))
    }

    /// Not before its successor is written: a proxy that reads it keeps serving.
    @Test(arguments: ["pod", "single"]) func withSettingsItIsReplaced(shape: String) {
        for more in [[:], ["SKIP_MIGRATIONS": "1"]] {
            let plan = plan(more.merging(["BOOTSTRAP_SHAPE": shape]) { $1 })
            #expect(!files.contains(where: plan.obsoleteFiles.contains))
            #expect(
                plan.steps.last { $0.name != "nginx configuration" }?.name == "bootstrap"
                    && plan.text.contains("--site /run/gunicorn/site"))
        }
    }

    @Test func informationLeavesItAlone() {
        #expect(plan(noSettings, arguments: ["--version"]).obsoleteFiles.isEmpty)
    }
}
