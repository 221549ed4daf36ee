import TestSupport
import Testing

@testable import AppRunner
@testable import Settings

/// `PROCFILE`: what of the Procfile runs beside Gunicorn.
@Suite struct EmbeddedProcfileTests {
    static let text = "web: gunicorn x\nworker: python w.py\nalerts: a && b\nrelease: python manage.py migrate\n"

    static func host(_ text: String? = text, isRoot: Bool = false) -> HostProbe {
        var host = HostProbe.fake(isRoot: isRoot, accounts: [django, nginx])
        host.projectFile = { path, _ in
            guard let text, path == "/app/Procfile" else { return .failure(.init("No such file or directory")) }
            return .success(Array(text.utf8))
        }
        return host
    }

    private func read(
        _ procfile: String?, _ environment: [String: String] = ["BOOTSTRAP_SHAPE": "single"], text: String? = text,
        arguments: [String] = ["a:b"], serves: Bool = true
    ) -> ReadApp {
        ReadApp(
            environment.merging(procfile.map { ["PROCFILE": $0] } ?? [:]) { $1 }, host: Self.host(text),
            arguments: arguments, serves: serves)
    }

    private func messages(_ procfile: String, text: String? = text) -> [String] {
        read(procfile, text: text).reader.problems.map(\.message)
    }

    @Test func thoseThatAreNamed() {
        let read = read("alerts,worker=2")
        #expect(read.problems.isEmpty)
        #expect(
            read.configuration.procfile.processes.map(\.name)
                == ["procfile.alerts", "procfile.worker.1", "procfile.worker.2"])
        #expect(self.read("worker=0").configuration.procfile.processes.isEmpty)
        #expect(self.read(nil).configuration.procfile.processes.isEmpty)
        #expect(self.read("").configuration.procfile.processes.isEmpty)
    }

    @Test func inAPodItSaysWhatToRunInstead() {
        let problems = read("worker", [:]).reader.problems
        #expect(problems.map(\.place) == ["PROCFILE"])
        #expect(problems[0].message.contains("run `app-runner procfile worker` in a container of its own"))
    }

    @Test func othersIgnoreIt() {
        #expect(read("worker", serves: false).problems.isEmpty)
        #expect(read("nothing", arguments: ["--version"]).problems.isEmpty)
    }

    @Test func badInput() {
        let missing = "cannot run PROCFILE=worker: cannot read /app/Procfile: No such file or directory"
        #expect(messages("worker", text: nil) == [missing])
        let unknown =
            "cannot run PROCFILE=wrker: /app/Procfile has no such process; it has web, worker, alerts, release"
        #expect(messages("wrker") == [unknown])
        #expect(messages("web")[0].contains("the web process here is Gunicorn"))
        #expect(messages("release")[0].contains("started again whenever it ends"))
        #expect(messages("web,none,worker").count == 2)
        #expect(messages("worker", text: "worker: x\nbroken\n: y").count == 2, "lines of the file, all at once")
        #expect(messages("a b=?")[0].contains("cannot use PROCFILE="))
    }

    @Test func aBrokenFileThatIsNotUsedIsNoProblem() {
        #expect(read(nil, text: "broken").problems.isEmpty)
        #expect(read(nil, [:], text: "broken").problems.isEmpty)
    }

    @Test func releaseIsNotedInThePlan() {
        let plan = AppPlan.serve(read(nil, [:]).configuration)
        #expect(plan.text.contains("release is not run; migrations are the bootstrap's"))
    }

    @Test func essentialNames() {
        let single = ["BOOTSTRAP_SHAPE": "single"]
        func essential(_ list: String) -> [Bool] {
            let read = read("worker=2,alerts", single.merging(["ESSENTIAL_PROCESSES": list]) { $1 })
            #expect(read.problems.isEmpty)
            let processes = AppPlan.serve(read.configuration).processes
            return processes.filter { $0.name.hasPrefix("procfile.") }.map(\.isEssential)
        }
        #expect(essential("") == [true, true, true])
        #expect(essential("nginx,procfile") == [true, true, true])
        #expect(essential("nginx,worker") == [false, false, false], "Celery's worker")
        #expect(essential("procfile.worker") == [true, true, false])
        #expect(essential("procfile.alerts, beat") == [false, false, true])
        let unknown = read("worker", single.merging(["ESSENTIAL_PROCESSES": "procfile.alerts"]) { $1 })
        #expect(unknown.problems == ["ESSENTIAL_PROCESSES"])
        let off = read("worker=0", single.merging(["ESSENTIAL_PROCESSES": "procfile.worker"]) { $1 })
        #expect(off.problems.isEmpty)
        #expect(read(nil, ["ESSENTIAL_PROCESSES": "procfile."]).problems == ["ESSENTIAL_PROCESSES"])
    }
}
