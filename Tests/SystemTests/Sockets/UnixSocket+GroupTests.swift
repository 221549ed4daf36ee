import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

/// The socket's file can be another group's than its owner's.
@Suite(.enabled(if: geteuid() == 0, "only root gives files away")) struct UnixSocketGroupTests {
    private let folder = TemporaryFolder()

    @Test func theFileIsTheGroups() throws {
        for (owner, uid) in [(nil, 0), (django, 104)] as [(Account?, Int)] {
            let spec = SocketSpec(path: folder("s"), mode: 0o660, backlog: 1, owner: owner, group: 4711)
            close(try UnixSocket.listen(spec))
            var info = stat()
            #expect(lstat(folder("s"), &info) == 0)
            #expect([Int(info.st_uid), Int(info.st_gid), Int(info.st_mode & 0o777)] == [uid, 4711, 0o660])
        }
    }
}
