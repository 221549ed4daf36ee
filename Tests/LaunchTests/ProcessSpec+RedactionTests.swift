import Testing

@testable import Launch
@testable import Settings

@Suite struct ProcessSpecRedactionTests {
    @Test(arguments: [
        ("-e KEY=hunter2 a:b", "-e KEY=<redacted> a:b"),
        ("-eKEY=hunter2", "-eKEY=<redacted>"),
        ("--env KEY=hunter2 --env=OTHER=hunter2", "--env KEY=<redacted> --env=OTHER=<redacted>"),
        ("-De KEY=hunter2 -ReKEY=hunter2", "-De KEY=<redacted> -ReKEY=<redacted>"),
        ("--env 'KEY=hunter2 and hunter2' -w 2", "--env KEY=<redacted> -w 2"),
        ("--env KEY=\"hunter2 hunter2\"", "--env KEY=<redacted>"),
        ("--env KEY=hunter2\\ hunter2", "--env KEY=<redacted>"),
        ("--env \"KEY=hunter2", "--env KEY=<redacted>"),
    ])
    func valuesOfVariablesAreReplaced(text: String, redacted: String) {
        #expect(text.redacted == redacted)
    }

    @Test(arguments: [
        "", " ", "  a  b ", "-e stderr -c /x.conf -g 'daemon off;'", "-e KEY=", "--env", "--environment NAME=x",
        "-w 'a b' \\x",
        "--bind=unix:/a=b", "NAME=value", "-E NAME=value", "--statsd-host h:1", "-xe NAME=value",
    ])
    func allElseIsLeftAlone(text: String) {
        #expect(text.redacted == text)
    }

    @Test func argumentsOfProcesses() {
        let spec = ProcessSpec(
            "g", "gunicorn", ["--env", "KEY=hunter2 x", "-eA=hunter2", "http://h/?token=hunter2", "-e"])
        #expect(
            spec.redactedArguments
                == ["gunicorn", "--env", "KEY=<redacted>", "-eA=<redacted>", "http://h/?token=<redacted>", "-e"])
        #expect(!spec.commandLine.contains("hunter2"))
    }

    @Test(arguments: [
        ("redis://:p/ss@host:6379/0", "redis://:<redacted>@host:6379/0"),
        ("redis://:123/ss@host", "redis://:<redacted>@host"),
        ("http://:123/ss@host", "http://:<redacted>@host"),
        ("amqp://u:p?s#s@mq", "amqp://u:<redacted>@mq"),
        ("amqp://u:p@s/s@mq//", "amqp://u:<redacted>@mq//"),
        ("x://u:p/s@h1;y://u:q/s@h2 z", "x://u:<redacted>@h1;y://u:<redacted>@h2 z"),
        ("redis://h/0?password=hunter2&db=1", "redis://h/0?password=<redacted>&db=1"),
        ("https://h/?a=b&X-Amz-Signature=ab%2F#x", "https://h/?a=b&X-Amz-Signature=<redacted>"),
        ("/health?token=hunter2", "/health?token=<redacted>"),
        (
            "h?api_key=x&access_key=x&key=x&secret=x&passwd=x",
            "h?api_key=<redacted>&access_key=<redacted>&key=<redacted>"
                + "&secret=<redacted>&passwd=<redacted>"
        ),
        (
            "h?AccessKey=x&credentials=x&sslpassword=x",
            "h?AccessKey=<redacted>&credentials=<redacted>&sslpassword=<redacted>"
        ),
    ])
    func slashesAndQueries(text: String, redacted: String) {
        #expect(text.redacted == redacted)
    }

    @Test(arguments: [
        "h?a=b&monkey=c", "h?token", "h?token=&a=b", "a;b", "http://[::1]:8000/a@b", "https://h:8000/a@b?x=y", "?",
        "&&",
        "/x?keyboard=us&passenger=1",
    ])
    func whatHoldsNoSecretIsShown(text: String) {
        #expect(text.redacted == text)
    }

    @Test func problemsAndChangesAreRedacted() {
        let problem = Diagnostic.invalid("HEALTH_PATH", value: "x?token=hunter2", valid: "a path")
        #expect(problem.message == "cannot use HEALTH_PATH=\"x?token=<redacted>\": it must be a path")
        let change = EnvironmentChange("A", .plain("redis://:hunter/2@h"), origin: "t")
        #expect(change.text == "A=redis://:<redacted>@h")
        let readings = SettingReading.readings(
            of: SettingsCatalog.all, from: EnvironmentSource(["GUNICORN_CMD_ARGS": "--env A=hunter2 -w 2"]),
            includingDefaults: false)
        #expect(readings.map(\.value) == ["--env A=<redacted> -w 2"])
    }
}
