import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

/// The media folder that an image does not have.
@Suite struct AppPlanMediaTests {
    private func folders(
        _ files: Set<String> = [], _ environment: [String: String] = [:], isRoot: Bool = true, serves: Bool = true
    ) -> [DirectorySpec] {
        let host = HostProbe.fake(isRoot: isRoot, accounts: [django, nginx], files: files, directories: ["/app"])
        let configuration = ReadApp(environment, host: host, serves: serves).configuration
        let plan = serves ? AppPlan.serve(configuration) : AppPlan.migrate(configuration)
        return plan.directories.filter { $0.path.hasPrefix("/app/") }
    }

    @Test(arguments: ["pod", "single"]) func itIsMadeForTheUser(shape: String) throws {
        let made = folders([], ["BOOTSTRAP_SHAPE": shape])
        #expect(made.map(\.path) == ["/app/media"] && made.first?.owner == django)
        #expect(made.first?.ifImpossible == .isLeft, "the bootstrap says what is wrong with MEDIA_ROOT")
        let unknown = folders([], ["BOOTSTRAP_SHAPE": shape, "DJANGO_SETTINGS_MODULE": "", "SKIP_MIGRATIONS": "1"])
        #expect(unknown.first?.ifImpossible == .warns("uploads to it will fail with status 500"))
        #expect(folders([], ["BOOTSTRAP_SHAPE": shape], isRoot: false).first?.owner == nil)
    }

    @Test(arguments: ["/app/media", "/app/mediafiles"]) func oneOfTheTwoNamesIsEnough(path: String) {
        #expect(folders([path]).isEmpty)
    }

    @Test func aOneShotMakesNone() {
        #expect(folders(serves: false).isEmpty)
    }
}
