import Foundation
import Testing

@testable import System

@Suite struct LogPipesTests {
    @Test func onlyWhatCanStallIsRelayed() {
        let (readEnd, writeEnd) = smallPipe()
        var sockets: [Int32] = [-1, -1]
        var datagrams: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets)
        socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &datagrams)
        let null = open("/dev/null", O_WRONLY)
        let file = open("/proc/self/exe", O_RDONLY)
        #expect(LogPipes.canRelay(writeEnd) && LogPipes.canRelay(sockets[0]))
        #expect(!LogPipes.canRelay(datagrams[0]) && !LogPipes.canRelay(null) && !LogPipes.canRelay(file))
        #expect(!LogPipes.canRelay(-1))
        for descriptor in [readEnd, writeEnd, null, file] + sockets + datagrams { close(descriptor) }
    }
}
