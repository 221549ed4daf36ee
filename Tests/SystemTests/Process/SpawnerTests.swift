import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct SpawnerTests {
    private let folder = TemporaryFolder()

    @Test func aBrokenBinaryIs126() throws {
        try folder.write("tool", "\u{7F}ELF no such format", mode: 0o755)
        let failure = #expect(throws: PlanFailure.self) { try CapturedProcess.run(ProcessSpec("t", folder("tool"))) }
        #expect(failure?.status == .notExecutable)
    }

    @Test func childrenLeadTheirOwnGroupUnlessTheyShareOurs() throws {
        let script = ["-c", "ps -o pgid= -p $$ >&2; echo $$ >&2"]
        let own = try CapturedProcess.run(ProcessSpec("t", "sh", script)).errors.split(whereSeparator: \.isWhitespace)
        #expect(own.count == 2 && own[0] == own[1])
        let shared = try CapturedProcess.run(ProcessSpec("t", "sh", script, group: .shared)).errors
        #expect(shared.split(whereSeparator: \.isWhitespace).first.map(String.init) == String(getpgrp()))
    }
}
