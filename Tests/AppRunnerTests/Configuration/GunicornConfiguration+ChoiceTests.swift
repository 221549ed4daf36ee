import TestSupport
import Testing

@testable import AppRunner
@testable import Settings

/// What is added to the user's own arguments, and when nothing is.
@Suite struct GunicornConfigurationChoiceTests {
    private let ours = "/run/django-bootstrap/gunicorn_config.py"

    private func read(
        _ arguments: [String], _ environment: [String: String] = [:], files: Set<String> = []
    ) -> (GunicornConfiguration, SettingsReader) {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let layout = Layout(app: "/app", run: "/run", config: "/etc")
        let configuration = GunicornConfiguration(
            reading: &reader, layout: layout, host: .fake(files: files), arguments: arguments)
        return (configuration, reader)
    }

    @Test(arguments: [
        ["-c", "x"], ["-cx"], ["--config", "x"], ["--config=x"], ["--conf", "x"], ["--conf=x"],
        ["a:b", "-c", "x"], ["-w", "2", "a:b", "--config=x"],
    ]) func aConfigOfTheCommandIsTheOnlyOne(arguments: [String]) {
        let gunicorn = read(arguments, files: ["/gunicorn_conf.py", "/etc/gunicorn/config.py"]).0
        #expect(gunicorn.arguments == arguments && gunicorn.ownConfig == nil)
    }

    @Test(arguments: ["-c x", "--config=x -w 2", "-w 2 '--config' \"a b\"", "--conf x"])
    func aConfigOfTheVariableIsTheOnlyOne(text: String) {
        let gunicorn = read(["a:b"], ["GUNICORN_CMD_ARGS": text], files: ["/gunicorn_conf.py"]).0
        #expect(gunicorn.arguments == ["a:b"] && gunicorn.ownConfig == nil)
    }

    @Test(arguments: ["--name '-c x'", "-n -c", "-w 2", "--chdir=/c", "--certfile x"])
    func otherWordsOfTheVariableAreNone(text: String) {
        #expect(read(["a:b"], ["GUNICORN_CMD_ARGS": text]).0.ownConfig == ours)
    }

    @Test func aFileIsOursToWriteOnlyWhenNobodyHasOne() {
        #expect(read(["a:b"]).0.ownConfig == ours)
        for file in ["/gunicorn_conf.py", "/etc/gunicorn/config.py"] {
            #expect(read(["a:b"], files: [file]).0.ownConfig == nil)
            #expect(read(["a:b"], files: [file]).0.arguments == ["--config", file, "a:b"])
        }
    }

    @Test(
        arguments: [
            ([], true), (["-w", "2"], true), (["--preload"], true), (["--workers=2", "--"], true),
            (["new:app"], false), (["-w", "2", "new:app"], false), (["--preload", "new:app"], false),
            (["--", "new:app"], false), (["-b", ":80", "new:app", "--reload"], false),
        ] as [([String], Bool)])
    func theOldVariableNamesTheModuleThatNothingElseNames(arguments: [String], isUsed: Bool) {
        let (gunicorn, reader) = read(arguments, ["APP_MODULE": "old:app"])
        #expect(gunicorn.arguments == ["--config", ours] + arguments + (isUsed ? ["old:app"] : []))
        #expect(reader.warnings.contains { $0.hasPrefix("APP_MODULE is deprecated") })
    }

    @Test(arguments: [
        (["-b", ":80"], ""), (["--bind=unix:/x"], ""), (["--bi", ":80"], ""), ([], "-b :80"),
        ([], "-w 2 --bind=:80"), (["-w", "2"], "'-b' ':80'"),
    ]) func aBindIsSeenInBothPlaces(arguments: [String], variable: String) throws {
        #expect(read(arguments, ["GUNICORN_CMD_ARGS": variable]).0.bindsItself)
        let app = ReadApp(["GUNICORN_CMD_ARGS": variable], arguments: arguments + ["a:b"])
        let plan = AppPlan.serve(app.configuration)
        #expect(plan.processes.first?.socket == nil && plan.warnings.count == 1)
    }

    @Test(arguments: [(["--backlog", "5"], "--chdir /b"), (["-n", "-b"], "-n '--bind :80'"), ([], "")])
    func nothingElseIsABind(arguments: [String], variable: String) {
        #expect(!read(arguments, ["GUNICORN_CMD_ARGS": variable]).0.bindsItself)
    }

    /// argparse takes a beginning that fits one option alone.
    @Test(arguments: ["--con", "--b", "--c", "--"]) func aBeginningOfSeveralIsNone(word: String) {
        let scan = GunicornArguments([word, "x"])
        #expect(!scan.namesConfig && scan.binds.isEmpty)
    }

    @Test(arguments: ["0", "1025", "two"]) func aNumberOfWorkersThatIsNoneIsAProblem(text: String) {
        #expect(read(["a:b"], ["WEB_CONCURRENCY": text]).1.problems.map(\.place) == ["WEB_CONCURRENCY"])
    }
}
