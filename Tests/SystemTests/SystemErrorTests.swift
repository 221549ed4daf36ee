import Glibc
import Launch
import Testing

@testable import System

@Suite struct SystemErrorTests {
    @Test(arguments: [ENOSPC, EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, ENOBUFS])
    func aMachineThatFailsIsNoConfigurationError(code: Int32) {
        #expect(ExitStatus(systemError: code) == .failure)
    }

    @Test(arguments: [EACCES, EPERM, ENOENT, ENOTDIR, EROFS, EADDRINUSE, ENAMETOOLONG])
    func aPathAnOwnerOrAPortIs(code: Int32) {
        #expect(ExitStatus(systemError: code) == .configuration)
    }

    @Test func theReasonStandsBetweenActionAndAdvice() {
        let failure = PlanFailure("cannot write /f", code: ENOSPC, advice: "; free some room")
        #expect(failure.message == "cannot write /f: No space left on device; free some room")
        #expect(failure.status == .failure)
    }

    /// full(4): a device that is always full.
    @Test func errnoDecidesWhereNoCodeIsGiven() throws {
        let file = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(file >= 0)
        defer { close(file) }
        #expect(write(file, "x", 1) == -1)
        let failure: PlanFailure = .init("cannot write", advice: "")
        #expect(failure == PlanFailure("cannot write: No space left on device", status: .failure))
    }
}
