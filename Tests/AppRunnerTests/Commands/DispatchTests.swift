import Runner
import TestSupport
import Testing

@testable import AppRunner

@Suite struct DispatchTests {
    private func command(_ arguments: [String], programs: Set<String> = [], modules: Set<String> = [])
        -> Dispatch.Command
    {
        let probe = DispatchProbe(isProgram: { programs.contains($0) }, isImportable: { modules.contains($0) })
        return Dispatch.command(for: arguments, probe: probe)
    }

    @Test(arguments: [
        [], ["--workers", "2", "a:b"], ["-h"], ["mysite.wsgi:application"], ["a:b", "-w", "2"], ["app:make()"],
        ["a.b:make('x', 1)"], ["_x.y1:_z"], ["módulo:aplicación"], ["a:b.c"],
    ]) func gunicornsArguments(arguments: [String]) {
        #expect(command(arguments) == .serve(arguments))
    }

    @Test func theFiveRulesInOrder() {
        #expect(command(["gunicorn", "a:b"]) == .serve(["a:b"]))
        #expect(command(["celery", "worker"]) == .celery(["worker"]))
        #expect(command(["plan", "--json"]) == .own(["plan", "--json"]))
        #expect(command(["check", "--json"], programs: ["check"]) == .own(["check", "--json"]))
        #expect(command(["migrate"], programs: ["migrate"]) == .own(["migrate"]))
        #expect(command(["django-admin", "shell"]) == .execute("django-admin", ["shell"]))
    }

    @Test func everySubcommandOfTheParserIsOwn() {
        let names = AppRunnerCommand.subcommandNames
        #expect(names.isSuperset(of: ["serve", "plan", "env", "help", PublishStep.word]))
        for name in names { #expect(command([name, "x"], programs: [name]) == .own([name, "x"]), "\(name)") }
    }

    @Test(arguments: ["bash", "./a:b", "http://x:y", "1a:b", "a:", ":b", "a:b c", "a..b:c", "a-b:c", "/bin/a:b"])
    func whatIsNoApplicationIsExecuted(word: String) {
        #expect(command([word]) == .execute(word, []))
    }

    @Test(arguments: [
        ("mysite.wsgi.application", "mysite.wsgi:application"), ("mysite.wsgi", "mysite.wsgi:application"),
        ("app.application", "app:application"), ("a.b.asgi", "a.b.asgi:application"),
    ]) func theColonThatWasForgotten(word: String, meant: String) {
        #expect(Dispatch.applicationMeant(by: word) == meant)
    }

    @Test(arguments: ["bash", "manage.py", "a.b.sh", "./a.b.c", "a-b.c.d", "mysite.tasks", "a..b", ""])
    func noHintForOtherWords(word: String) {
        #expect(Dispatch.applicationMeant(by: word) == nil)
    }

    @Test func aBareModuleCountsWhenNoProgramHasItsName() {
        #expect(command(["mysite.wsgi"], modules: ["mysite.wsgi"]) == .serve(["mysite.wsgi"]))
        #expect(command(["mysite.wsgi"]) == .execute("mysite.wsgi", []))
        #expect(command(["this"], programs: ["this"], modules: ["this"]) == .execute("this", []))
    }
}
