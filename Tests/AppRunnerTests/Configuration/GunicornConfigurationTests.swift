import TestSupport
import Testing

@testable import AppRunner
@testable import Settings

@Suite struct GunicornConfigurationTests {
    private func configuration(
        _ arguments: [String], _ environment: [String: String] = [:], files: Set<String> = []
    ) -> GunicornConfiguration {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let layout = Layout(app: "/app", run: "/run", config: "/etc")
        return GunicornConfiguration(
            reading: &reader, layout: layout, host: .fake(files: files), arguments: arguments)
    }

    @Test func theConfigIsTheUsersTheOldOneTheImagesOrOurs() {
        let all: Set = ["/gunicorn_conf.py", "/etc/gunicorn/config.py"]
        #expect(configuration(["-c", "x", "a:b"], files: all).arguments == ["-c", "x", "a:b"])
        #expect(configuration(["a:b"], ["GUNICORN_CMD_ARGS": "--config 'x y'"], files: all).arguments == ["a:b"])
        #expect(configuration(["a:b"], files: all).arguments == ["--config", "/gunicorn_conf.py", "a:b"])
        #expect(
            configuration(["a:b"], files: ["/etc/gunicorn/config.py"]).arguments
                == ["--config", "/etc/gunicorn/config.py", "a:b"])
        let ours = configuration(["a:b"])
        #expect(ours.ownConfig == "/run/django-bootstrap/gunicorn_config.py")
        #expect(ours.arguments == ["--config", "/run/django-bootstrap/gunicorn_config.py", "a:b"])
    }

    @Test func appModuleIsForACommandWithoutOne() {
        let environment = ["APP_MODULE": "old:app"]
        #expect(configuration(["-c", "x", "-w", "2"], environment).arguments == ["-c", "x", "-w", "2", "old:app"])
        #expect(configuration(["-c", "x", "new:app"], environment).arguments == ["-c", "x", "new:app"])
    }

    @Test func aBindOfTheUsersIsHonoured() {
        #expect(configuration(["-b", ":80", "a:b"]).bindsItself)
        #expect(configuration(["a:b"], ["GUNICORN_CMD_ARGS": "--bind=:80"]).bindsItself)
        #expect(!configuration(["a:b"], ["GUNICORN_CMD_ARGS": "--name '--bind :80'"]).bindsItself)
    }
}
