import Foundation
import TestSupport
import Testing

@testable import CeleryRunner
@testable import Launch
@testable import Settings
@testable import System

@Suite struct CeleryHealthTests {
    private let folder = TemporaryFolder()

    private func verdicts(of kind: CeleryKind? = nil, since: Double? = nil) -> [String] {
        var reader = SettingsReader(source: EnvironmentSource([:]))
        let layout = Layout(app: "/app", run: folder.path, config: "/etc")
        let health = CeleryHealth(reading: &reader, layout: layout)
        let lines = kind.map { health.lines(of: [$0], since: since, now: 10_000) } ?? health.lines(now: 10_000)
        return lines.map { String($0.text.prefix { $0 != ":" }) }
    }

    private func write(_ kind: CeleryKind, _ text: String) throws {
        try FileTree.makeDirectory(DirectorySpec(folder("celery")))
        try folder.write("celery/\(kind.rawValue).state", text)
    }

    private let ready = "pid=\(getpid())\nphase=ready\nconnected=1\nwritten=9999\nloop=9999\nconcurrency=1\n"

    @Test func nothingToldIsStarting() {
        #expect(verdicts() == ["worker starting"])
        #expect(verdicts(of: .beat) == ["beat starting"])
    }

    @Test func everyoneThatHasToldIsJudged() throws {
        try write(.worker, ready)
        try write(.beat, "pid=\(getpid())\ntick=9990\nnext=10010\n")
        #expect(verdicts() == ["worker ok", "beat ok"])
        #expect(verdicts(of: .worker) == ["worker ok"])
    }

    @Test func whatADeadProcessToldCountsForNothing() throws {
        try write(.worker, ready.replacing("pid=\(getpid())", with: "pid=999999999"))
        #expect(verdicts() == ["worker starting"])
        try write(.worker, "phase=ready\n")
        #expect(verdicts() == ["worker starting"])
    }

    @Test func whatAnEarlierRunToldCountsForNothing() throws {
        try write(.worker, ready)
        #expect(verdicts(of: .worker, since: 9999) == ["worker ok"])
        #expect(verdicts(of: .worker, since: 9999.5) == ["worker starting"])
    }

    @Test(arguments: ["tick=1e300\nnext=1e300", "tick=-inf\nnext=inf", "tick=nan\nnext=nan\nwritten=nan"])
    func numbersOfAnySizeAreJudged(numbers: String) throws {
        try write(.beat, "pid=\(getpid())\n\(numbers)\n")
        #expect(verdicts(of: .beat).count == 1)
    }

    @Test func aFileThatIsNoFileIsNotThere() throws {
        try FileTree.makeDirectory(DirectorySpec(folder("celery")))
        #expect(mkfifo(folder("celery/worker.state"), 0o644) == 0)
        #expect(verdicts() == ["worker starting"])
    }

    @Test func valuesMayHoldAnEqualsSign() {
        let state = CeleryState("broker_error=a=b\nempty=\nno sign\ncount=3\nnumber=1.5\n")
        #expect(state.text("broker_error") == "a=b" && state.text("empty") == nil && state.text("absent") == nil)
        #expect(state.count("count") == 3 && state.count("number") == 0 && state.number("number") == 1.5)
    }
}
