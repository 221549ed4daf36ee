import Testing

@testable import AppRunner
@testable import Settings

/// What `check` says of a Procfile.
@Suite struct ProcfileFindingsTests {
    private func findings(_ text: String, _ choices: [ProcfileChoice] = [], isSingle: Bool = true) -> [Diagnostic] {
        let file = Procfile(Array(text.utf8), path: "/app/Procfile")
        return ProcfileFindings.all(.success(file), choices: choices, path: "/app/Procfile", isSingle: isSingle)
    }

    @Test func onlyTheWebProcessIsNoFinding() {
        #expect(findings("web: gunicorn x\n").isEmpty)
    }

    @Test func linesThatAreNone() {
        let found = findings("web gunicorn\n")
        #expect(found.map(\.severity) == [.warning] && found[0].title.contains("/app/Procfile:1"))
    }

    @Test func processesThatNothingRuns() {
        let found = findings("web: a\nworker: b\nclock: c\n")
        #expect(found.map(\.severity) == [.note] && found[0].title.contains("does not run worker, clock"))
        #expect(found[0].fix.hasPrefix("PROCFILE=worker,clock, or "))
        #expect(findings("worker: b\n", isSingle: false)[0].fix.hasPrefix("app-runner procfile worker"))
    }

    @Test func releaseIsTheBootstraps() {
        #expect(findings("release: migrate\n").map(\.severity) == [.note])
    }
}
