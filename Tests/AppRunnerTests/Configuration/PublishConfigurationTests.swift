import TestSupport
import Testing

@testable import AppRunner
@testable import Launch
@testable import Settings

@Suite struct PublishConfigurationTests {
    private func problems(_ environment: [String: String], isAsked: Bool = false) -> [String] {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let layout = Layout(app: "/app", run: "/run", config: "/etc")
        _ = PublishConfiguration(reading: &reader, layout: layout, isAsked: isAsked)
        return reader.problems.map(\.message)
    }

    @Test func onlyTheCommandNeedsATarget() {
        #expect(problems([:]).isEmpty)
        #expect(problems([:], isAsked: true).first?.contains("STATIC_PUBLISH_DIR is not set") == true)
        #expect(problems(["STATIC_PUBLISH_DIR": "/srv/static"], isAsked: true).isEmpty)
    }

    @Test(arguments: ["/app", "/app/static", "/app/static/public", "/app/media", "/"])
    func aTargetInsideTheProjectIsRefused(target: String) {
        #expect(problems(["STATIC_PUBLISH_DIR": target]).first?.contains("must be outside") == true)
    }

    @Test(arguments: ["/application", "/srv/app"]) func aNameThatOnlyBeginsAlikeIsNot(target: String) {
        #expect(problems(["STATIC_PUBLISH_DIR": target]).isEmpty)
    }

    @Test func theStepComesBetweenTheBootstrapAndGunicorn() throws {
        let read = ReadApp(["STATIC_PUBLISH_DIR": "/srv/static"])
        let plan = AppPlan.serve(read.configuration)
        #expect(plan.steps.map(\.name) == ["bootstrap", "publish-static"])
        #expect(plan.directories.contains(DirectorySpec("/srv/static", isVolume: true)))
        let arguments = try #require(plan.steps.last?.arguments)
        #expect(
            arguments == [
                "__publish-static", "--site", "/run/gunicorn/site", "--from", "/app/static", "--from",
                "/app/staticfiles",
                "--to", "/srv/static",
            ])
    }

    private func publishing(_ environment: [String: String], host: HostProbe = .fake()) -> LaunchPlan {
        let full = ["STATIC_PUBLISH_DIR": "/srv/static"].merging(environment) { $1 }
        var reader = SettingsReader(source: EnvironmentSource(full))
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = AppConfiguration(
            reading: &reader, common: common, host: host, arguments: [], serves: false, publishes: true,
            proxyProgram: "proxy")
        #expect(reader.problems.isEmpty)
        return AppPlan.publishStatic(configuration)
    }

    @Test func theSettingsSayWhereTheFilesAre() throws {
        let plan = publishing(["DJANGO_SETTINGS_MODULE": "shop.settings", "SUPERUSER_PASSWORD": "hunter2"])
        #expect(plan.steps.map(\.name) == ["site", "publish-static"] && plan.passesStatusThrough)
        let site = try #require(plan.steps.first)
        #expect(site.arguments.contains("--site-optional") && site.user == nil)
        #expect(site.environment.contains { $0.name == "SUPERUSER_PASSWORD" && $0.value == .removed })
        #expect(plan.directories.map(\.path).starts(with: ["/run/gunicorn"]) && plan.ownerships.isEmpty)
    }

    @Test func asRootTheSettingsAreLoadedAsDjango() {
        let host = HostProbe.fake(isRoot: true, accounts: [django, nginx])
        let plan = publishing(["DJANGO_SETTINGS_MODULE": "shop.settings"], host: host)
        #expect(plan.steps.map(\.user) == [django, django])
        #expect(plan.ownerships.isEmpty, "uploads are not its business")
    }

    @Test func theCommandNeedsNoDjango() {
        var reader = SettingsReader(source: EnvironmentSource(["STATIC_PUBLISH_DIR": "/srv/static"]))
        let common = CommonConfiguration(reading: &reader, host: .fake())
        let configuration = AppConfiguration(
            reading: &reader, common: common, host: .fake(), arguments: [], serves: false, publishes: true,
            proxyProgram: "proxy")
        #expect(reader.problems.isEmpty)
        let plan = AppPlan.publishStatic(configuration)
        #expect(plan.steps.map(\.name) == ["publish-static"] && plan.passesStatusThrough && plan.files.isEmpty)
    }
}
