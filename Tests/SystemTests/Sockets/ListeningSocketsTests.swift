import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

/// The sockets that the runner binds and keeps, on loopback.
@Suite struct ListeningSocketsTests {
    private let folder = TemporaryFolder()

    private var gunicorn: ProcessSpec {
        ProcessSpec(
            "gunicorn", "gunicorn", socket: SocketSpec(path: folder("s"), mode: 0o660, backlog: 8, owner: nil))
    }

    private func connect() -> HTTPProbe.Answer {
        HTTPProbe.get(.unixSocket(folder("s")), path: nil, host: "", timeout: 5)
    }

    @Test func aRestartGetsTheSameSocketsInTheirOrder() throws {
        var sockets = ListeningSockets()
        var nginx = ProcessSpec("nginx", "nginx")
        nginx.listeners = [ListenerSpec(port: 0, address: .anyIPv4)]
        let (first, port) = (try sockets.descriptors(for: gunicorn), try sockets.descriptors(for: nginx))
        #expect(first.count == 1 && port.count == 1 && (first + port).allSatisfy { $0 >= 100 })
        #expect(try sockets.descriptors(for: gunicorn) == first)
        #expect(try sockets.descriptors(for: nginx) == port)
        sockets.closePorts()
        #expect(fcntl(port[0], F_GETFD) == -1 && fcntl(first[0], F_GETFD) != -1, "only the ports are given back")
        close(first[0])
    }

    @Test func theQueueIsSeenAndTheDoorClosed() throws {
        var sockets = ListeningSockets()
        let descriptor = try sockets.descriptors(for: gunicorn)[0]
        defer { close(descriptor) }
        #expect(sockets.isQueueEmpty(.unix) && sockets.isQueueEmpty(.tcp))
        #expect(connect() == .connected)
        #expect(!sockets.isQueueEmpty(.unix) && sockets.isQueueEmpty(.tcp))
        sockets.refuseNew(.unix)
        #expect(connect() == .absent)
        close(accept(descriptor, nil, nil))
        #expect(sockets.isQueueEmpty(.unix))
    }

    @Test func theSocketOfTheNextRunnerIsNotOursToRemove() throws {
        var (sockets, next) = (ListeningSockets(), ListeningSockets())
        let old = try sockets.descriptors(for: gunicorn)[0]
        FileTree.remove(folder("s"))
        let new = try next.descriptors(for: gunicorn)[0]
        sockets.refuseNew(.unix)
        #expect(connect() == .connected)
        close(old)
        close(new)
    }

    @Test func aPortThatIsTakenIsNamed() throws {
        let taken = try TCPListener.reserve(ListenerSpec(port: 0, address: .anyIPv4))
        defer { close(taken) }
        let port = Int(boundPort(of: taken))
        var sockets = ListeningSockets()
        var nginx = ProcessSpec("nginx", "nginx")
        nginx.listeners = [ListenerSpec(port: port, address: .anyIPv4)]
        let failure = #expect(throws: PlanFailure.self) { try sockets.descriptors(for: nginx) }
        #expect(failure?.message == "cannot listen on 0.0.0.0:\(port): Address already in use")
    }
}
