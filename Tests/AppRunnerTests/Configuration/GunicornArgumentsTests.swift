import Testing

@testable import AppRunner

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
