import TestSupport
import Testing

@testable import AppRunner
@testable import Launch

/// What each plan says of itself for the health command.
@Suite struct AppPlanRunnerStateTests {
    private let path = "/run/django-bootstrap/runner.state"

    @Test func theServerNamesTheCeleryProcessesBesideIt() {
        let pod = AppPlan.serve(ReadApp().configuration).state
        #expect(pod?.role == .web && pod?.celery == [] && pod?.path == path)
        let environment = ["BOOTSTRAP_SHAPE": "single", "CELERY_APP": "shop", "CELERY_WORKER": "1", "CELERY_BEAT": "1"]
        #expect(AppPlan.serve(ReadApp(environment).configuration).state?.celery == [.worker, .beat])
    }

    @Test func oneShots() {
        let read = ReadApp(["STATIC_PUBLISH_DIR": "/srv/static"], arguments: [], serves: false)
        let makers: [(AppConfiguration) -> LaunchPlan] = [
            AppPlan.migrate, AppPlan.collectstatic, AppPlan.publishStatic,
        ]
        for make in makers {
            #expect(make(read.configuration).state?.role == .oneShot)
        }
    }

    @Test func whatOnlyInformsIsNoServer() {
        #expect(AppPlan.serve(ReadApp(arguments: ["--help"]).configuration).state == nil)
    }
}
