import TestSupport
import Testing

@testable import AppRunner
@testable import Settings

@Suite struct GunicornArgumentsTests {
    @Test(arguments: [
        (["a:b"], "a:b"), (["-w", "2", "a:b"], "a:b"), (["--preload", "a:b"], "a:b"), (["-D", "a:b"], "a:b"),
        (["--workers=2", "a:b"], "a:b"), (["-w2", "a:b"], "a:b"), (["--", "a:b"], "a:b"), (["a:b", "--reload"], "a:b"),
        (["-k", "pkg.mod:Class", "--preload"], nil), ([], nil), (["--"], nil),
    ]) func theApplicationIsFoundBehindOptions(arguments: [String], application: String?) {
        #expect(GunicornArguments(arguments).application == application)
    }

    @Test(arguments: [["-c", "x"], ["-cx"], ["--config", "x"], ["--config=x"], ["--conf", "x"]])
    func aConfigIsSeen(arguments: [String]) {
        #expect(GunicornArguments(arguments).namesConfig)
    }

    @Test(arguments: [["-b", ":80"], ["-b:80"], ["--bind", ":80"], ["--bind=:80"], ["--bin", ":80"]])
    func aBindIsSeen(arguments: [String]) {
        #expect(GunicornArguments(arguments).binds == [":80"])
    }

    @Test(arguments: [
        ["--name", "-b"], ["--backlog", "5"], ["--control-socket", "x"], ["--name=--bind"], ["a", "--", "-c"],
    ])
    func otherOptionsAreNot(arguments: [String]) {
        let scan = GunicornArguments(arguments)
        #expect(scan.binds.isEmpty && !scan.namesConfig)
    }

    @Test func informationIsSeen() {
        #expect(
            GunicornArguments(["--version"]).isInformational && GunicornArguments(["a:b", "--help"]).isInformational)
        #expect(!GunicornArguments(["--name", "--help", "a:b"]).isInformational)
    }
}

@Suite struct ShellWordsTests {
    @Test(
        arguments: [
            ("", []), ("  a  b ", ["a", "b"]), ("'a b' \"c d\"", ["a b", "c d"]), ("a\\ b", ["a b"]), ("''", [""]),
            ("a'b'c", ["abc"]), ("\"a\\\"b\"", ["a\"b"]), ("'a\\b'", ["a\\b"]),
            ("--bind=unix:/x -w 2", ["--bind=unix:/x", "-w", "2"]),
        ] as [(String, [String])]) func wordsAsAShellReadsThem(text: String, words: [String])
    {
        #expect(ShellWords.split(text) == words)
    }
}

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
