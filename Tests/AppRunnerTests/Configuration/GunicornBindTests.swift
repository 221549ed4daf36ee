import Testing

@testable import AppRunner
@testable import Settings

@Suite struct GunicornBindTests {
    private let own = "unix:/run/gunicorn/gunicorn.sock"

    private func configuration(
        _ arguments: [String], variable: String = "", nginxPort: Int? = 8000
    ) -> (gunicorn: GunicornConfiguration, problems: [String], warnings: [String]) {
        var reader = SettingsReader(source: EnvironmentSource(["GUNICORN_CMD_ARGS": variable]))
        let gunicorn = GunicornConfiguration(
            reading: &reader, layout: Layout(app: "/app", run: "/run", config: "/etc"), host: .fake(),
            arguments: ["-c", "x"] + arguments, nginxPort: nginxPort)
        return (gunicorn, reader.problems.map(\.message), gunicorn.bindWarning.map { [$0] } ?? [])
    }

    @Test func inAPodItIsTheUsersAlone() {
        let read = configuration(["-b", ":80", "a:b"], nginxPort: nil)
        #expect(read.gunicorn.bindsItself && read.gunicorn.arguments == ["-c", "x", "-b", ":80", "a:b"])
        #expect(read.warnings.count == 1 && read.warnings[0].contains("the proxy's socket is not served"))
        #expect(
            !configuration(["--bind", own, "a:b"], nginxPort: nil).gunicorn.bindsItself, "the socket is handed over")
    }

    @Test func besideNginxTheSocketIsServedToo() {
        let read = configuration(["-b", ":9000", "a:b"])
        #expect(read.gunicorn.bindsItself && read.problems.isEmpty && read.warnings.count == 1)
        #expect(read.gunicorn.arguments == ["--bind", own, "-c", "x", "-b", ":9000", "a:b"])
    }

    @Test func theBindsOfTheVariableAreRepeatedForTheCommandsWouldReplaceThem() {
        let read = configuration(["a:b"], variable: "--bind=:9000 -b unix:/tmp/s")
        #expect(
            read.gunicorn.arguments
                == ["--bind", own, "--bind", ":9000", "--bind", "unix:/tmp/s", "-c", "x", "a:b"])
    }

    @Test func theCommandsBindsReplaceThoseOfTheVariable() {
        let read = configuration(["-b", ":9000", "a:b"], variable: "--bind :9001")
        #expect(read.gunicorn.arguments == ["--bind", own, "-c", "x", "-b", ":9000", "a:b"])
    }

    @Test(arguments: ["0.0.0.0:8000", ":8000", "[::]:8000", "tcp://0.0.0.0:8000", "0.0.0.0", "localhost:8000"])
    func aBindToThePortOfNginxIsLeftOutAndSaid(bind: String) {
        let read = configuration(["--bind", bind, "a:b"])
        #expect(!read.gunicorn.bindsItself && read.problems.isEmpty)
        #expect(read.warnings.count == 1 && read.warnings[0].hasPrefix("--bind \(bind) is ignored"))
    }

    @Test func amongOthersItIsAnError() {
        let problems = configuration(["-b", ":8000", "-b", ":9000", "a:b"]).problems
        #expect(problems.count == 1 && problems[0].hasPrefix("cannot use --bind :8000: Nginx listens on port 8000"))
    }

    @Test(arguments: [
        ("127.0.0.1:9000", 9000), ("unix:/tmp/s:8000", nil), ("unix:///tmp/s", nil), ("fd://3", nil), ("[::1]", 8000),
        ("[::1]:9", 9), ("host:port", nil),
    ]) func thePortOfABind(bind: String, port: Int?) {
        #expect(GunicornBind.port(of: bind) == port)
    }

    @Test(arguments: [["-D"], ["--daemon"], ["-RD"], ["--daem"], ["-w", "2", "-D"]])
    func aDaemonIsRefused(arguments: [String]) {
        let problems = configuration(arguments + ["a:b"]).problems
        #expect(problems.count == 1 && problems[0].hasPrefix("cannot run Gunicorn with --daemon (in the command)"))
    }

    @Test func whereverItIsSaid() {
        #expect(configuration(["a:b"], variable: "-D").problems.first?.contains("GUNICORN_CMD_ARGS") == true)
        #expect(configuration(["--name", "-D", "a:b"]).problems.isEmpty, "a value is no option")
        #expect(configuration(["-D", "--help"]).problems.isEmpty, "nothing is run")
    }

    @Test func lettersMayStandTogether() {
        let scan = GunicornArguments(["-Rb:80", "-Rc", "x", "a:b"])
        #expect(scan.binds == [":80"] && scan.namesConfig && scan.application == "a:b")
    }
}
